import { Day } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { FilterBar, Toolbar } from "#web/ui/filters.tsx";
import { Money } from "#web/ui/money.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { fill } from "#web/ui/words.ts";
import type { Paged } from "#worker/lib/list.ts";
import { type Charge, chargeStatuses, type MoneyList } from "#worker/modules/charges/input.ts";
import type { Account, Entry } from "#worker/modules/ledger/input.ts";
import { useWords } from "../words.ts";
import { StatusBadge } from "./parts.tsx";

type ListsProps = {
  /** Where this page is, and what is asked for beside the tab. */
  here: string;
  query?: string;
  list: MoneyList;
  charges: Paged<Charge>;
  entries: Paged<Entry>;
  /** Where a charge is explained, for those who may. */
  chargeHref?: (id: string) => string;
};

/** The lessons and what they cost, or every movement with what was owed after it. */
export function MoneyLists({ here, query = "", list, chargeHref, ...rows }: ListsProps) {
  const t = useWords();
  const entries = list.view === "entries";
  const also = query && `&${query}`;
  const tabs = [
    { href: query ? `${here}?${query}` : here, label: t("tab_charges") },
    { href: `${here}?view=entries${also}`, label: t("tab_entries") },
  ];
  return (
    <>
      <Tabs items={tabs} current={tabs[entries ? 1 : 0]?.href ?? here} label={t("money")} />
      {entries ? (
        <EntriesTable entries={rows.entries} chargeHref={chargeHref} />
      ) : (
        <ChargesTable charges={rows.charges} chargeHref={chargeHref} />
      )}
    </>
  );
}

type Href = { chargeHref: ((id: string) => string) | undefined };

function ChargesTable({ charges, chargeHref }: { charges: Paged<Charge> } & Href) {
  const t = useWords();
  return (
    <>
      <Toolbar>
        <FilterBar
          filters={[
            {
              name: "status",
              label: t("filter_status"),
              options: chargeStatuses.map((value) => ({ value, label: t(`status_${value}`) })),
            },
          ]}
        />
      </Toolbar>
      <DataTable
        rows={charges.items}
        caption={t("tab_charges")}
        rowKey={({ id }) => id}
        href={chargeHref && (({ id }) => chargeHref(id))}
        empty={<EmptyState title={t("no_charges")} text={t("no_charges_text")} />}
        columns={[
          { key: "what", label: t("what"), cell: (row) => row.text },
          { key: "day", label: t("day"), cell: (row) => <Day date={row.onDate} /> },
          {
            key: "status",
            label: t("status"),
            cell: (row) => <StatusBadge charge={row} />,
          },
          {
            key: "amount",
            label: t("amount"),
            align: "end",
            cell: (row) => <Money ore={row.grossOre} />,
          },
        ]}
      />
      <Pager after={charges.after} />
    </>
  );
}

const owes = (account: Account) => (account === "receivable" || account === "prepaid" ? 1 : 0);
/** How much more the student owes for an entry, or less. */
const change = ({ debit, credit, amountOre }: Entry) => (owes(debit) - owes(credit)) * amountOre;

function EntriesTable({ entries, chargeHref }: { entries: Paged<Entry> } & Href) {
  const t = useWords();
  const what = ({ kind, reversesId }: Entry) => {
    const name = t(`kind_${kind}`);
    return reversesId ? fill(t("reversed"), { kind: name.toLowerCase() }) : name;
  };
  const text = (row: Entry) =>
    chargeHref && row.refKind === "charge" ? (
      <a class="ds-link" href={chargeHref(row.refId)}>
        {row.text}
      </a>
    ) : (
      row.text
    );
  return (
    <>
      <DataTable
        rows={entries.items}
        caption={t("tab_entries")}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("no_entries")} text={t("no_entries_text")} />}
        columns={[
          { key: "n", label: t("voucher"), cell: (row) => row.n, hideOnPhone: true },
          { key: "day", label: t("day"), cell: (row) => <Day date={row.onDate} /> },
          {
            key: "what",
            label: t("what"),
            cell: (row) => (
              <>
                {what(row)}: {text(row)}
              </>
            ),
          },
          { key: "of", label: t("amount"), align: "end", cell: (r) => <Money ore={r.amountOre} /> },
          {
            key: "change",
            label: t("change"),
            align: "end",
            cell: (row) => <Money ore={change(row)} />,
          },
          {
            key: "owed",
            label: t("owed_after"),
            align: "end",
            cell: (row) => row.owedOre !== null && <Money ore={row.owedOre} />,
          },
        ]}
      />
      <Pager after={entries.after} />
    </>
  );
}
