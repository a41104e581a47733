import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Day } from "#web/ui/date.tsx";
import { EmptyState, NothingFound } from "#web/ui/empty.tsx";
import { ExportMenu } from "#web/ui/export_menu.tsx";
import { FilterBar, SearchBar, Toolbar } from "#web/ui/filters.tsx";
import { Money } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import type { Paged } from "#worker/lib/list.ts";
import { methods, type PaymentList, type PaymentRow } from "#worker/modules/payments/input.ts";
import { useWords } from "../words.ts";

type TableProps = { page: Paged<PaymentRow>; list: PaymentList };

/** Every payment that was registered, the newest first. */
export function PaymentTable({ page, list }: TableProps) {
  const t = useWords();
  const { grants } = useView();
  const options = methods.map((value) => ({ value, label: t(value) }));
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          {grants.includes("payments:write") && (
            <LinkButton href="/payments/new" icon="plus" variant="primary">
              {t("add")}
            </LinkButton>
          )}
          <ExportMenu action="/payments/export" />
        </>
      }
    >
      <Toolbar>
        <SearchBar label={t("search")} />
        <FilterBar
          filters={[
            { name: "method", label: t("method"), options },
            {
              name: "state",
              label: t("reversed"),
              options: [{ value: "reversed", label: t("tab_reversed") }],
            },
          ]}
        />
      </Toolbar>
      <DataTable
        rows={page.items}
        columns={useColumns()}
        caption={t("title")}
        rowKey={(row) => row.id}
        sort={list.q ? "" : list.sort}
        href={(row) => `/payments/${row.id}`}
        empty={<Nothing list={list} />}
      />
      <Pager after={page.after} />
    </Page>
  );
}

function Nothing({ list: { q, method, state, student, after } }: { list: PaymentList }) {
  const t = useWords();
  if (q || method || state || student || after)
    return <NothingFound q={q} title={t("none_found")} text={t("none_found_text")} />;
  return <EmptyState icon="mail" title={t("empty")} text={t("empty_text")} />;
}

function useColumns(): Column<PaymentRow>[] {
  const t = useWords();
  return [
    { key: "student", label: t("student"), cell: (row) => row.student },
    {
      key: "receivedOn",
      label: t("receivedOn"),
      sort: true,
      cell: (row) => <Day date={row.receivedOn} />,
    },
    {
      key: "method",
      label: t("method"),
      cell: ({ method, reversedOn }) =>
        reversedOn ? <Badge tone="warning">{t("reversed")}</Badge> : t(method),
    },
    {
      key: "reference",
      label: t("reference"),
      hideOnPhone: true,
      cell: (row) => row.reference ?? "–",
    },
    {
      key: "amount",
      label: t("amount"),
      align: "end",
      cell: (row) => <Money ore={row.amountOre} />,
    },
  ];
}
