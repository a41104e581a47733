import { Badge } from "#web/ui/badge.tsx";
import type { Tone } from "#web/ui/tone.ts";
import type { InvoiceRow } from "#worker/modules/invoices/input.ts";
import { useWords } from "../words.ts";

const tones: Record<InvoiceRow["state"], Tone> = {
  draft: "neutral",
  open: "info",
  settled: "success",
};

/** Where a document stands: a draft, open, past its day, or settled. */
export function State({ invoice }: { invoice: Pick<InvoiceRow, "kind" | "state" | "overdue"> }) {
  const t = useWords();
  const { kind, state, overdue } = invoice;
  if (overdue) return <Badge tone="danger">{t("overdue")}</Badge>;
  if (kind === "credit_note" && state !== "draft") return <Badge>{t("credit_note")}</Badge>;
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
}

/** What a document is called: its number, or that it is a draft yet. */
export function useName() {
  const t = useWords();
  return ({ kind, number }: Pick<InvoiceRow, "kind" | "number">) =>
    number === null ? t("draft_of_invoice") : `${t(kind)} ${number}`;
}
