import { Badge } from "#web/ui/badge.tsx";
import { Submit } from "#web/ui/button.tsx";
import { Day } from "#web/ui/date.tsx";
import { ColumnChoice, FilterBar, SearchBar, Toolbar } from "#web/ui/filters.tsx";
import { Form } from "#web/ui/form.tsx";
import { Money } from "#web/ui/money.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import type { Tone } from "#web/ui/tone.ts";
import { useView } from "#web/ui/view.ts";
import { useWords } from "./words.ts";

type Row = {
  id: string;
  name: string;
  phone: string;
  class: string;
  status: "active" | "paused" | "done" | "late";
  instructor: string;
  last: string;
  balance: number;
};

const tones = {
  active: "success",
  paused: "neutral",
  done: "info",
  late: "danger",
} as const satisfies Record<Row["status"], Tone>;

const row = (id: string, name: string, more: Omit<Row, "id" | "name">): Row => ({
  id,
  name,
  ...more,
});

const rows: readonly Row[] = [
  row("1", "Ingrid Sæther", {
    phone: "912 34 567",
    class: "B",
    status: "active",
    instructor: "Kari Lunde",
    last: "2026-11-20",
    balance: 0,
  }),
  row("2", "Łukasz Nowak", {
    phone: "+48 512 345 678",
    class: "B automat",
    status: "late",
    instructor: "Ola Berg",
    last: "2026-11-18",
    balance: -123450,
  }),
  row("3", "Máret Áŋŋel Utsi", {
    phone: "405 11 222",
    class: "BE",
    status: "paused",
    instructor: "Kari Lunde",
    last: "2026-10-02",
    balance: 98000,
  }),
  row("4", "Nguyễn Thị Hương", {
    phone: "476 98 100",
    class: "A2",
    status: "done",
    instructor: "Ola Berg",
    last: "2026-09-14",
    balance: 0,
  }),
];

/** A list as every list looks: tabs, search, filters, table, what comes next. */
export function GalleryList() {
  const t = useWords();
  const { url } = useView();
  const status = (["active", "paused", "done", "late"] as const).map((value) => ({
    value,
    label: t(value),
  }));
  const classes = ["B", "BE", "A2"].map((value) => ({ value, label: value }));
  const columns: Column<Row>[] = [
    { key: "name", label: t("name"), sort: true, cell: (r) => r.name },
    { key: "phone", label: t("phone"), cell: (r) => <span class="number">{r.phone}</span> },
    { key: "class", label: t("class"), sort: true, cell: (r) => r.class },
    {
      key: "status",
      label: t("status"),
      cell: (r) => <Badge tone={tones[r.status]}>{t(r.status)}</Badge>,
    },
    { key: "instructor", label: t("instructor"), hideOnPhone: true, cell: (r) => r.instructor },
    { key: "last", label: t("last"), sort: true, align: "end", cell: (r) => <Day date={r.last} /> },
    { key: "balance", label: t("balance"), align: "end", cell: (r) => <Money ore={r.balance} /> },
  ];
  return (
    <>
      <Tabs
        current="/dev/kit"
        items={[
          { href: "/dev/kit", label: t("all"), count: 128 },
          { href: "/dev/kit?mine", label: t("mine"), count: 24 },
          { href: "/dev/kit?archived", label: t("archived") },
        ]}
      />
      <Toolbar>
        <SearchBar label={t("search")} />
        <FilterBar
          filters={[
            { name: "status", label: t("status"), options: status },
            { name: "class", label: t("class"), options: classes },
          ]}
        />
        <ColumnChoice
          columns={columns.map((c) => ({ value: c.key, label: c.label }))}
          shown={["name", "phone", "class", "status", "balance"]}
        />
      </Toolbar>
      <DataTable
        rows={rows}
        columns={columns}
        caption={t("list")}
        rowKey={(r) => r.id}
        href={(r) => `/dev/kit?id=${r.id}`}
        sort={url.searchParams.get("sort") ?? "name"}
        selectable={{ form: "bulk", label: (r) => r.name }}
      />
      <div class="section-head">
        <Form id="bulk" action="/dev/kit" inline>
          <Submit variant="secondary" icon="mail">
            {t("choose")}
          </Submit>
        </Form>
        <Pager after="next" />
      </div>
    </>
  );
}
