import { formatInstant } from "#web/ui/date.tsx";
import { Icon } from "#web/ui/icon.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { useServiceWords } from "./service_words.ts";

/** On every page while not everything is as usual: what does not work, why, and until when. */
export function ServiceBanner() {
  const t = useServiceWords();
  const { service, locale, now } = useView();
  if (!service || service.mode === "normal") return null;
  const { mode, until } = service;
  const end = until && (until > now ? "banner_until" : "banner_late");
  const message = locale === "nb" ? service.messageNb : service.messageEn;
  return (
    <section class="notice" data-color="warning" aria-label={t("banner")}>
      <Icon name="warning" />
      <p>
        <strong>{t(mode === "maintenance" ? "banner_maintenance" : "banner_read_only")}</strong>{" "}
        {message} {end && fill(t(end), { until: formatInstant(locale, until) })}
      </p>
    </section>
  );
}
