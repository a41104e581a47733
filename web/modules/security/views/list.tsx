import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Time } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { FilterBar } from "#web/ui/filters.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import type { Paged } from "#worker/lib/list.ts";
import { type EventList, type SecurityEvent, states } from "#worker/modules/security/input.ts";
import Watch from "../islands/watch.tsx";
import { useWords } from "../words.ts";
import { levelTones, stateTones } from "./tones.ts";

type EventsPageProps = { page: Paged<SecurityEvent>; list: EventList };

/** Every event, the newest first. */
export function EventsPage({ page, list }: EventsPageProps) {
  const t = useWords();
  const { grants, now } = useView();
  const rules = grants.includes("security:write") && (
    <>
      <LinkButton href="/security/rules">{t("rules")}</LinkButton>
      <LinkButton href="/security/alerts">{t("alerts")}</LinkButton>
    </>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={rules}>
      <FilterBar
        filters={[
          {
            name: "state",
            label: t("state"),
            options: states.map((value) => ({ value, label: t(`state_${value}`) })),
          },
        ]}
      />
      <Watch at={now} t={{ live: t("live"), lost: t("lost"), more: t("more") }} />
      <div id="events">
        <EventTable items={page.items} sort={list.sort} />
        <Pager after={page.after} />
      </div>
    </Page>
  );
}

function EventTable({ items, sort }: { items: readonly SecurityEvent[]; sort: string }) {
  const t = useWords();
  return (
    <DataTable
      caption={t("list")}
      rows={items}
      rowKey={(row) => row.id}
      sort={sort}
      href={(row) => `/security/${row.id}`}
      empty={<EmptyState icon="lock" title={t("empty")} text={t("empty_text")} />}
      columns={[
        { key: "what", label: t("what"), cell: (row) => t(row.rule) },
        {
          key: "level",
          label: t("level"),
          cell: (row) => <Badge tone={levelTones[row.level]}>{t(`level_${row.level}`)}</Badge>,
        },
        { key: "who", label: t("who"), cell: (row) => row.name ?? "–" },
        { key: "address", label: t("address"), cell: (row) => row.address ?? "–" },
        { key: "hits", label: t("hits"), align: "end", cell: (row) => row.hits },
        { key: "last", label: t("last"), cell: (row) => <Time at={row.lastAt} /> },
        {
          key: "state",
          label: t("state"),
          cell: (row) => <Badge tone={stateTones[row.state]}>{t(`state_${row.state}`)}</Badge>,
        },
      ]}
    />
  );
}
