import { formatInstant } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page } from "#web/ui/page.tsx";
import { useHref } from "#web/ui/query.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import {
  type RouteFigures,
  type Routes,
  type RoutesQuery,
  windows,
} from "#worker/modules/operations/overview/input.ts";
import { useFigures } from "../figures.ts";
import { useWords } from "../words.ts";

/** What each route did: how often, how fast, and what it cost. */
export function RoutesPage({ routes, query }: { routes: Routes; query: RoutesQuery }) {
  const t = useWords();
  const { locale } = useView();
  const href = useHref();
  const at = (hours: string) => href({ hours });
  return (
    <Page
      title={t("routes_title")}
      lead={fill(t("routes_lead"), { at: formatInstant(locale, routes.since) })}
      crumbs={[{ href: "/operations", label: t("title") }]}
    >
      <Tabs
        label={t("window")}
        items={windows.map((hours) => ({ href: at(hours), label: t(`hours_${hours}`) }))}
        current={at(query.hours)}
      />
      <RouteTable rows={routes.items} sort={query.sort} />
    </Page>
  );
}

type RouteTableProps = { rows: readonly RouteFigures[]; sort?: string };

/** One line for each route; with a sort, its columns can be pressed. */
export function RouteTable({ rows, sort }: RouteTableProps) {
  const t = useWords();
  const { number, ms } = useFigures();
  const sortable = sort !== undefined;
  const end = { sort: sortable, align: "end" } as const;
  const columns: Column<RouteFigures>[] = [
    { key: "route", label: t("route"), cell: ({ route }) => <code>{route}</code> },
    { ...end, key: "requests", label: t("requests"), cell: (r) => number(r.requests) },
    { ...end, key: "errors", label: t("errors"), cell: (r) => number(r.errors) },
    { ...end, key: "p50", label: t("p50"), cell: (r) => ms(r.p50) },
    { ...end, key: "p95", label: t("p95"), cell: (r) => ms(r.p95) },
    { ...end, key: "p99", label: t("p99"), cell: (r) => ms(r.p99) },
    { ...end, key: "rows", label: t("rows"), cell: (r) => number(r.rowsRead, 1) },
    { ...end, key: "written", label: t("written"), cell: (r) => number(r.rowsWritten, 1) },
    { ...end, key: "cost", label: t("cost"), cell: (r) => number(r.usdPerMillion, 2) },
  ];
  return (
    <DataTable
      caption={t("routes_title")}
      rows={rows}
      rowKey={({ route }) => route}
      sort={sort}
      empty={<EmptyState icon="clock" title={t("no_traffic")} text={t("no_traffic_text")} />}
      columns={columns}
    />
  );
}
