import { LinkButton } from "#web/ui/button.tsx";
import { Day } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { useHref } from "#web/ui/query.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import type { Paged } from "#worker/lib/list.ts";
import type { Room, RoomList } from "#worker/modules/resources/input.ts";
import { useWords } from "../words.ts";

type Trailer = {
  id: string;
  plate: string;
  make: string | null;
  model: string | null;
  classes: readonly string[];
  inspectBy: string | null;
};
type ResourcesProps = { page: Paged<Room>; trailers: readonly Trailer[]; list: RoomList };

/** The school's rooms and tracks, and the trailers that stand among the vehicles. */
export function ResourcesPage({ page, trailers, list }: ResourcesProps) {
  const t = useWords();
  const { grants } = useView();
  const href = useHref();
  const mayWrite = grants.includes("resources:write");
  const add = mayWrite && (
    <LinkButton href="/resources/new" icon="plus" variant="primary">
      {t("add")}
    </LinkButton>
  );
  const inUse = href({ state: undefined, after: undefined });
  const closed = href({ state: "closed", after: undefined });
  return (
    <Page title={t("title")} lead={t("lead")} actions={add}>
      <Tabs
        items={[
          { href: inUse, label: t("in_use") },
          { href: closed, label: t("closed") },
        ]}
        current={list.state === "closed" ? closed : inUse}
      />
      <Section title={t("rooms")}>
        <DataTable
          rows={page.items}
          caption={t("rooms")}
          rowKey={(room) => room.id}
          sort={list.sort}
          {...(mayWrite ? { href: (room: Room) => `/resources/${room.id}/edit` } : {})}
          columns={[
            { key: "name", label: t("name"), sort: true, cell: (room) => room.name },
            { key: "kind", label: t("kind"), cell: (room) => t(`kind_${room.kind}`) },
            { key: "seats", label: t("seats"), align: "end", cell: (room) => room.seats ?? "–" },
            { key: "branch", label: t("branchId"), cell: (room) => room.branch ?? "–" },
            {
              key: "closedOn",
              label: t("closedOn"),
              hideOnPhone: true,
              cell: (room) => (room.closedOn ? <Day date={room.closedOn} /> : "–"),
            },
          ]}
          empty={
            list.state === "closed" ? (
              <EmptyState icon="school" title={t("empty_closed")} />
            ) : (
              <EmptyState
                icon="school"
                title={t("empty")}
                text={t("empty_text")}
                action={add || undefined}
              />
            )
          }
        />
        <Pager after={page.after} />
      </Section>
      {list.state !== "closed" && (
        <Section title={t("trailers")}>
          <Trailers trailers={trailers} />
        </Section>
      )}
    </Page>
  );
}

function Trailers({ trailers }: { trailers: readonly Trailer[] }) {
  const t = useWords();
  if (trailers.length === 0) return <p>{t("trailers_none")}</p>;
  return (
    <DataTable
      rows={trailers}
      caption={t("trailers")}
      rowKey={(trailer) => trailer.id}
      href={(trailer) => `/vehicles/${trailer.id}`}
      columns={[
        { key: "plate", label: t("name"), cell: (trailer) => trailer.plate },
        {
          key: "make",
          label: t("vehicle"),
          cell: (trailer) => [trailer.make, trailer.model].filter(Boolean).join(" ") || "–",
        },
        { key: "classes", label: t("classes"), cell: (trailer) => trailer.classes.join(", ") },
        {
          key: "inspectBy",
          label: t("inspectBy"),
          cell: (trailer) => (trailer.inspectBy ? <Day date={trailer.inspectBy} /> : "–"),
        },
      ]}
    />
  );
}
