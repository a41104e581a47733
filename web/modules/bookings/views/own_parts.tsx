import { formatInstant } from "#web/ui/date.tsx";
import { formatMoney, Money } from "#web/ui/money.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText } from "#web/words.ts";
import type { Booking } from "#worker/modules/bookings/input.ts";
import type { Cost } from "#worker/modules/charges/input.ts";
import { useOwnWords } from "../own_words.ts";
import { useWords } from "../words.ts";

/** When something begins and ends, on which day. */
export function Span({ startsAt, endsAt }: Pick<Booking, "startsAt" | "endsAt">) {
  const { locale } = useView();
  const clock = (at: string) => formatInstant(locale, at, "clock");
  return (
    <>
      <time dateTime={startsAt}>{formatInstant(locale, startsAt, "weekday")}</time>{" "}
      <span class="nowrap">
        {clock(startsAt)}–{clock(endsAt)}
      </span>
    </>
  );
}

type Named = Pick<Booking, "kind" | "classCode" | "step" | "title">;

/** What a booking is, in few words: what it is called, or its kind, class and part of the training. */
export function useWhat() {
  const t = useWords();
  const own = useOwnWords();
  const { locale } = useView();
  return ({ kind, classCode, step, title }: Named) => {
    if (title) return title;
    const [, stage] = /\.([1-5])\.(?:lesson|assessment)$/.exec(step ?? "") ?? [];
    const part = stage ? fill(own("stage"), { n: stage }) : step && nameText(locale, step);
    return [[t(`kind_${kind}`), classCode].filter(Boolean).join(" "), part]
      .filter(Boolean)
      .join(" · ");
  };
}

/** What a lesson costs, or the package that pays it. */
export function CostText({ cost }: { cost: Cost | null }) {
  const t = useOwnWords();
  const { locale } = useView();
  if (!cost) return <span>–</span>;
  return cost.package === null ? (
    <Money ore={cost.ore} />
  ) : (
    <span>
      {fill(t("cost_package"), { name: cost.package, amount: formatMoney(locale, cost.ore) })}
    </span>
  );
}
