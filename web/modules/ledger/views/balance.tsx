import { Alert } from "#web/ui/alert.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { formatMoney, Money } from "#web/ui/money.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { BalanceLine, TrialBalance } from "#worker/modules/ledger/input.ts";
import { useAccountName, useWords } from "../words.ts";
import { LedgerFrame, RangeForm } from "./frame.tsx";

type Line = Omit<BalanceLine, "account" | "standard"> & {
  account: BalanceLine["account"] | undefined;
};

/** Every account that holds or moved something, and that they sum to nought. */
export function BalancePage({ balance }: { balance: TrialBalance }) {
  const t = useWords();
  const { locale } = useView();
  const name = useAccountName();
  const { from, to, items, openingOre, debitOre, creditOre, closingOre } = balance;
  const sum: Line = { account: undefined, openingOre, debitOre, creditOre, closingOre };
  const even = closingOre === 0 && debitOre === creditOre;
  const href = (account: string) => {
    const [year = 0, month = 0] = to.split("-").map(Number);
    const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
    return `/ledger?from=${from}-01&to=${last}&account=${account}`;
  };
  const ore = (key: "openingOre" | "debitOre" | "creditOre" | "closingOre", label: string) => ({
    ...{ key, label, align: "end" as const },
    cell: (line: Line) => <Money ore={line[key]} />,
  });
  return (
    <LedgerFrame view="balance">
      <RangeForm type="month" from={from} to={to} />
      {items.length > 0 && (
        <Alert tone={even ? "success" : "danger"}>
          <p>{even ? t("even") : fill(t("uneven"), { amount: formatMoney(locale, closingOre) })}</p>
        </Alert>
      )}
      <DataTable<Line>
        rows={items.length > 0 ? [...items, sum] : []}
        caption={t("balance")}
        rowKey={(line) => line.account ?? "sum"}
        empty={<EmptyState title={t("none")} text={t("none_text")} />}
        columns={[
          {
            key: "account",
            label: t("account"),
            cell: ({ account }) =>
              account ? (
                <a class="ds-link" href={href(account)}>
                  {name(account)}
                </a>
              ) : (
                <strong>{t("sum")}</strong>
              ),
          },
          ore("openingOre", t("opening")),
          ore("debitOre", t("debit")),
          ore("creditOre", t("credit")),
          ore("closingOre", t("closing")),
        ]}
      />
      <p class="hint">{t("minus_is_credit")}</p>
    </LedgerFrame>
  );
}
