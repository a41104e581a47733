import { Alert } from "#web/ui/alert.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { formatDay } from "#web/ui/date.tsx";
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
    <section aria-label={t("notice")}>
      <Alert
        tone="warning"
        title={fill(t("enrol_title"), { day })}
        actions={<LinkButton href="/account/second-factor">{t("enrol_action")}</LinkButton>}
      >
        <p>{t("enrol_text")}</p>
      </Alert>
    </section>
  );
}
