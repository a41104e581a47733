import { Alert } from "#web/ui/alert.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Grid, StatCard } from "#web/ui/card.tsx";
import { LineChart } from "#web/ui/chart.tsx";
import { formatDay } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Overview, Slo } from "#worker/modules/operations/overview/input.ts";
import { useFigures } from "../figures.ts";
import { useWords } from "../words.ts";
import { RouteTable } from "./routes.tsx";
import { Queue, Safety, VersionsSection } from "./state.tsx";

/** How the system fares, for whoever keeps it running. */
export function OperationsPage({ overview }: { overview: Overview }) {
  const t = useWords();
  const { traffic, outbox, backup, audit, versions } = overview;
  const maintenance = (
    <LinkButton href="/operations/service" icon="lock">
      {t("maintenance")}
    </LinkButton>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={maintenance}>
      {traffic ? (
        <>
          <Traffic traffic={traffic} />
          <Budget slo={traffic.slo} />
        </>
      ) : (
        <Alert tone="warning" title={t("no_figures")}>
          <p>{t("no_figures_text")}</p>
        </Alert>
      )}
      <Queue outbox={outbox} />
      <Safety backup={backup} audit={audit} />
      <VersionsSection versions={versions} />
    </Page>
  );
}

type TrafficProps = { traffic: NonNullable<Overview["traffic"]> };

function Traffic({ traffic: { hours, total, slowest } }: TrafficProps) {
  const t = useWords();
  const { number, ms, share } = useFigures();
  const failed = total.requests === 0 ? 0 : total.errors / total.requests;
  const more = (
    <LinkButton href="/operations/routes" variant="tertiary">
      {t("all_routes")}
    </LinkButton>
  );
  return (
    <Section title={fill(t("traffic"), { n: hours })} actions={more}>
      <Grid>
        <StatCard label={t("requests")} value={number(total.requests)} />
        <StatCard
          label={t("errors")}
          value={number(total.errors)}
          hint={fill(t("errors_hint"), { share: share(failed, 2) })}
          tone={total.errors > 0 ? "warning" : "neutral"}
        />
        <StatCard
          label={t("p95")}
          value={ms(total.p95)}
          hint={fill(t("quantiles"), { p50: ms(total.p50), p99: ms(total.p99) })}
        />
      </Grid>
      <h3 class="ds-heading">{t("slowest")}</h3>
      <RouteTable rows={slowest} />
    </Section>
  );
}

function Budget({ slo }: { slo: Slo }) {
  const t = useWords();
  const { locale } = useView();
  const { number, share } = useFigures();
  const { target, days, requests, errors, availability, left, perDay } = slo;
  return (
    <Section title={fill(t("slo"), { target: share(target) })}>
      <p class="hint">{fill(t("slo_hint"), { n: days })}</p>
      {left === 0 && <Alert tone="danger">{t("budget_spent")}</Alert>}
      {requests === 0 ? (
        <EmptyState icon="clock" title={t("no_traffic")} text={t("no_traffic_text")} />
      ) : (
        <Grid>
          <StatCard
            label={t("left")}
            value={share(left)}
            hint={fill(t("left_hint"), { errors: number(errors), requests: number(requests) })}
            tone={left === 0 ? "danger" : left < 0.25 ? "warning" : "neutral"}
          />
          <StatCard
            label={t("availability")}
            value={availability === null ? t("nothing") : share(availability, 3)}
          />
        </Grid>
      )}
      {perDay.length > 1 && (
        <LineChart
          title={t("budget_chart")}
          desc={t("budget_desc")}
          points={perDay.map((one) => ({ label: formatDay(locale, one.day), value: one.left }))}
          format={(part) => share(part)}
          axis={(part) => share(part, 0)}
        />
      )}
    </Section>
  );
}
