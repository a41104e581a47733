import { LinkButton } from "#web/ui/button.tsx";
import { DueDay } from "#web/ui/due.tsx";
import { EmptyState, NothingFound } from "#web/ui/empty.tsx";
import { branchFilter, classOptions, FilterBar, SearchBar, Toolbar } from "#web/ui/filters.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { useHref } from "#web/ui/query.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Paged } from "#worker/lib/list.ts";
import { gearboxes, type VehicleList, type VehicleRow } from "#worker/modules/vehicles/input.ts";
import { useWords } from "../words.ts";

type TableProps = {
  page: Paged<VehicleRow>;
  list: VehicleList;
  classes: readonly ClassCode[];
  branches: readonly { id: string; name: string }[];
};

/** The school's vehicles, with what runs out. */
export function VehicleTable(props: TableProps) {
  const { page, list } = props;
  const t = useWords();
  const { grants } = useView();
  const href = useHref();
  const add = grants.includes("vehicles:write") && (
    <LinkButton href="/vehicles/new" icon="plus" variant="primary">
      {t("add")}
    </LinkButton>
  );
  const inUse = href({ state: undefined, after: undefined });
  const retired = href({ state: "retired", after: undefined });
  return (
    <Page title={t("title")} lead={t("lead")} actions={add}>
      <Tabs
        items={[
          { href: inUse, label: t("in_use") },
          { href: retired, label: t("retired") },
        ]}
        current={list.state === "retired" ? retired : inUse}
      />
      <Toolbar>
        <SearchBar label={t("search")} />
        <FilterBar filters={useFilters(props)} />
      </Toolbar>
      <DataTable
        rows={page.items}
        columns={useColumns()}
        caption={t("title")}
        rowKey={(vehicle) => vehicle.id}
        sort={list.q ? "" : list.sort}
        href={(vehicle) => `/vehicles/${vehicle.id}`}
        empty={<Nothing list={list} add={add} />}
      />
      <Pager after={page.after} />
    </Page>
  );
}

function useFilters({ list, classes, branches }: TableProps) {
  const t = useWords();
  return [
    { name: "class", label: t("classes"), options: classOptions(classes, list.class) },
    {
      name: "gearbox",
      label: t("gearbox"),
      options: gearboxes.map((value) => ({ value, label: t(`gearbox_${value}`) })),
    },
    ...branchFilter(t("branchId"), branches, list.branch),
    { name: "due", label: t("due"), options: [{ value: "yes", label: t("due_yes") }] },
  ];
}

function useColumns(): Column<VehicleRow>[] {
  const t = useWords();
  return [
    { key: "plate", label: t("plate"), sort: true, cell: (v) => v.plate },
    {
      key: "make",
      label: t("vehicle"),
      cell: (v) =>
        [v.make, v.model, v.year].filter((part) => part !== null).join(" ") || t(`kind_${v.kind}`),
    },
    { key: "classes", label: t("classes"), cell: (v) => v.classes.join(", ") || "–" },
    { key: "gearbox", label: t("gearbox"), cell: (v) => t(`gearbox_${v.gearbox}`) },
    {
      key: "inspectBy",
      label: t("inspectBy"),
      sort: true,
      cell: (v) => <DueDay on={v.inspectBy} due={v.inspectionDue} />,
    },
    {
      key: "insuredUntil",
      label: t("insuredUntil"),
      cell: (v) => <DueDay on={v.insuredUntil} due={v.insuranceDue} />,
    },
    { key: "branch", label: t("branchId"), hideOnPhone: true, cell: (v) => v.branch ?? "–" },
  ];
}

type NothingProps = { list: VehicleList; add: preact.ComponentChildren };

function Nothing({ list, add }: NothingProps) {
  const t = useWords();
  const narrowed =
    list.q || list.class || list.branch || list.gearbox || list.due || list.state || list.after;
  if (narrowed)
    return <NothingFound q={list.q} title={t("none_found")} text={t("none_found_text")} />;
  return (
    <EmptyState
      icon="vehicles"
      title={t("empty")}
      text={t("empty_text")}
      action={add || undefined}
    />
  );
}
