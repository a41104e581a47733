import type { ComponentChildren } from "preact";
import { ExportMenu } from "#web/ui/export_menu.tsx";
import { Page } from "#web/ui/page.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useWords } from "../words.ts";

type FrameProps = { view: "journal" | "balance"; children: ComponentChildren };

/** The two ways to read the books, and each as a file. */
export function LedgerFrame({ view, children }: FrameProps) {
  const t = useWords();
  const here = { journal: "/ledger", balance: "/ledger/balance" } as const;
  const tabs = (["journal", "balance"] as const).map((one) => ({ href: here[one], label: t(one) }));
  return (
    <Page
      title={t("title")}
      lead={t(view === "journal" ? "lead" : "balance_lead")}
      actions={<ExportMenu action={`${here[view]}/export`} />}
    >
      <Tabs items={tabs} current={here[view]} label={t("views")} />
      {children}
    </Page>
  );
}

type RangeProps = {
  type: "date" | "month";
  from: string | undefined;
  to: string | undefined;
  children?: ComponentChildren;
};

/** The days or months that are shown; a plain form that asks for others. */
export function RangeForm({ type, from, to, children }: RangeProps) {
  const t = useWords();
  const field = (name: "from" | "to", value: string | undefined) => (
    <label class="filter">
      <span>{t(name)}</span>
      <input
        class="ds-input"
        {...{ type, name, value }}
        {...(type === "month" ? { placeholder: "2026-01", pattern: "\\d{4}-\\d{2}" } : {})}
      />
    </label>
  );
  return (
    <form class="filterbar">
      {field("from", from)}
      {field("to", to)}
      {children}
      <button type="submit" class="ds-button" data-variant="secondary">
        {t("show")}
      </button>
    </form>
  );
}
