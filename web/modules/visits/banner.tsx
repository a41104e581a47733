import { Submit } from "#web/ui/button.tsx";
import { formatInstant } from "#web/ui/date.tsx";
import { Form } from "#web/ui/form.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { useWords } from "./words.ts";

const MINUTE = 60_000;

/** On every page of a visit: whose eyes these are, for how long, and the way out. */
export function VisitBanner() {
  const t = useWords();
  const { person, locale, now } = useView();
  if (!person?.visitUntil) return null;
  const { name, schoolName: school, visitUntil } = person;
  const minutes = Math.max(0, Math.ceil((Date.parse(visitUntil) - Date.parse(now)) / MINUTE));
  const until = formatInstant(locale, visitUntil, "clock");
  return (
    <section class="notice visit" data-color="danger" aria-label={t("banner")}>
      <p>
        <strong>{fill(t("banner_who"), { school, name })}</strong>{" "}
        {fill(t("banner_left"), { minutes })}{" "}
        <span class="notice-more">{fill(t("banner_more"), { until })}</span>
      </p>
      <Form action="/visits/leave" inline>
        <Submit variant="secondary" tone="danger" small>
          {t("end")}
        </Submit>
      </Form>
    </section>
  );
}
