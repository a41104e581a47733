import { formatInstant } from "#web/ui/date.tsx";
import { Icon } from "#web/ui/icon.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import Keep from "./islands/keep.tsx";
import { useWords } from "./words.ts";

/** On a page that may be kept: hidden until the service worker shows the page without a network. */
export function OfflineNotice() {
  const t = useWords();
  const { keeps, locale, now } = useView();
  if (!keeps) return null;
  return (
    <>
      {/* The service worker looks for exactly this beginning. */}
      <section id="offline" hidden class="notice" data-color="warning" aria-label={t("label")}>
        <Icon name="warning" />
        <p>
          <strong>{fill(t("title"), { time: formatInstant(locale, now) })}</strong> {t("text")}
        </p>
      </section>
      <Keep />
    </>
  );
}
