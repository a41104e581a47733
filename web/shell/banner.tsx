import { formatDay } from "#web/ui/date.tsx";
import { Icon } from "#web/ui/icon.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { useShellWords } from "./words.ts";

/** Until a second factor is set up: by when it must be, and where. */
export function SecondFactorBanner() {
  const t = useShellWords();
  const { person, locale, url } = useView();
  if (!person?.enrolBy || url.pathname.startsWith("/account/second-factor")) return null;
  const day = formatDay(locale, person.enrolBy.slice(0, 10));
  return (
    <section class="notice" data-color="warning" aria-label={t("notice")}>
      <Icon name="warning" />
      <p>
        <strong>{fill(t("enrol_title"), { day })}</strong>
        <span class="notice-more">. {t("enrol_text")}</span>
      </p>
      <a class="ds-link" href="/account/second-factor">
        {t("enrol_action")}
      </a>
    </section>
  );
}
