import { formatDay } from "#web/ui/date.tsx";
import { type AnyDraft, Checks, constraints, Field } from "#web/ui/form.tsx";
import { formatMoney } from "#web/ui/money.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { LinkedContact } from "#worker/modules/contacts/mod.ts";
import { DraftLines } from "#worker/modules/invoices/input.ts";
import { useWords } from "../words.ts";

const read = constraints(DraftLines);
// A list may be empty as far as a browser knows; ours may not.
const rules = { ...read, ids: { ...read.ids, required: true } };

export type ChoosableCharge = {
  id: string;
  text: string;
  onDate: string;
  grossOre: number;
  prepaidOre: number;
};

type ChooseProps = {
  charges: readonly ChoosableCharge[];
  contacts: readonly LinkedContact[];
  draft: AnyDraft;
};

/** The fields of a draft: its lines, who pays, and a note for the paper. */
export function ChooseLines({ charges, contacts, draft }: ChooseProps) {
  const t = useWords();
  const { locale } = useView();
  const lines = charges.map(({ id, text, onDate, grossOre, prepaidOre }) => {
    const label = `${text}, ${formatMoney(locale, grossOre)}`;
    const day = formatDay(locale, onDate);
    const paid = fill(t("prepaid_of"), { amount: formatMoney(locale, prepaidOre) });
    return { value: id, label, hint: prepaidOre > 0 ? `${day}. ${paid}` : day };
  });
  const payers = contacts.map(({ id, name, roles }) => {
    const payer = roles.includes("payer") ? ` (${t("is_payer")})` : "";
    return { value: id, label: `${name}${payer}` };
  });
  return (
    <>
      <Checks name="ids" label={t("lines")} draft={draft} rules={rules} options={lines} />
      <Field
        name="payerId"
        label={t("payerId")}
        hint={contacts.length === 0 ? t("payerId_nobody") : t("payerId_hint")}
        draft={draft}
        rules={rules}
        options={payers}
      />
      <Field
        name="note"
        label={t("note")}
        hint={t("note_hint")}
        type="textarea"
        rows={2}
        draft={draft}
        rules={rules}
      />
    </>
  );
}

/** What the fields are called in a summary of what is wrong. */
export function useLabels() {
  const t = useWords();
  return { ids: t("lines"), payerId: t("payerId"), note: t("note") };
}
