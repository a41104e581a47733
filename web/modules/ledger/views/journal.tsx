import { Day } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Money } from "#web/ui/money.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { fill } from "#web/ui/words.ts";
import type { Paged } from "#worker/lib/list.ts";
import {
  accountCodes,
  accounts,
  type JournalEntry,
  type JournalList,
} from "#worker/modules/ledger/input.ts";
import { useAccountName, useWords } from "../words.ts";
import { LedgerFrame, RangeForm } from "./frame.tsx";

/** Every entry of the books, each leading to what it is about. */
export function JournalPage({ page, list }: { page: Paged<JournalEntry>; list: JournalList }) {
  const t = useWords();
  const name = useAccountName();
  const codes = accountCodes.toSorted((a, b) => accounts[a].standard - accounts[b].standard);
  return (
    <LedgerFrame view="journal">
      <RangeForm type="date" from={list.from} to={list.to}>
        <label class="filter">
          <span>{t("account")}</span>
          <select class="ds-input" name="account">
            <option value="">{t("all")}</option>
            {codes.map((code) => (
              <option key={code} value={code} selected={code === list.account}>
                {name(code)}
              </option>
            ))}
          </select>
        </label>
      </RangeForm>
      <DataTable
        rows={page.items}
        columns={useColumns()}
        caption={t("journal")}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t("none")} text={t("none_text")} />}
      />
      <Pager after={page.after} />
    </LedgerFrame>
  );
}

/** Where what an entry is about has its own page. */
function hrefOf({ refKind, refId, studentId, student }: JournalEntry): string | null {
  if (refKind === "charge" && studentId) return `/students/${studentId}/money/charges/${refId}`;
  if (refKind === "invoice") return `/invoices/${refId}`;
  if (refKind === "payment" || refKind === "payment_return") return `/payments/${refId}`;
  // An import that was undone took her away again.
  if (refKind === "opening" && student) return `/students/${refId}/money?view=entries`;
  return null;
}

function useColumns(): Column<JournalEntry>[] {
  const t = useWords();
  const name = useAccountName();
  const text = (row: JournalEntry) => {
    const said = row.reversesId ? fill(t("reversed"), { text: row.text }) : row.text;
    const href = hrefOf(row);
    return href ? (
      <a class="ds-link" href={href}>
        {said}
      </a>
    ) : (
      said
    );
  };
  return [
    { key: "n", label: t("voucher"), cell: (row) => row.n },
    { key: "onDate", label: t("day"), cell: (row) => <Day date={row.onDate} /> },
    {
      key: "text",
      label: t("text"),
      cell: (row) => (
        <span>
          {text(row)}
          {row.student && <span class="hint"> · {row.student}</span>}
        </span>
      ),
    },
    { key: "debit", label: t("debit"), cell: (row) => name(row.debit) },
    { key: "credit", label: t("credit"), cell: (row) => name(row.credit) },
    {
      key: "amount",
      label: t("amount"),
      align: "end",
      cell: (row) => <Money ore={row.amountOre} />,
    },
  ];
}
