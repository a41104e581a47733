import { Actions, LinkButton } from "#web/ui/button.tsx";
import { formatDay } from "#web/ui/date.tsx";
import {
  type AnyDraft,
  Checks,
  constraints,
  ErrorSummary,
  Field,
  Form,
  Submit,
} from "#web/ui/form.tsx";
import { formatMoney } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { CreditInput, type Invoice } from "#worker/modules/invoices/input.ts";
import { useWords } from "../words.ts";
import { useName } from "./state.tsx";

const read = constraints(CreditInput);
// A list may be empty as far as a browser knows; ours may not.
const rules = { ...read, ids: { ...read.ids, required: true } };

/** Which lines of an invoice are taken back, and why. */
export function CreditForm({ invoice, draft }: { invoice: Invoice; draft: AnyDraft }) {
  const t = useWords();
  const name = useName();
  const { locale } = useView();
  const { id } = invoice;
  const lines = invoice.lines
    .filter((line) => !line.credited)
    .map(({ id: value, text, onDate, grossOre }) => ({
      value,
      label: `${text}, ${formatMoney(locale, grossOre)}`,
      hint: formatDay(locale, onDate),
    }));
  return (
    <Page
      narrow
      title={fill(t("credit_title"), { name: name(invoice) })}
      lead={t("credit_lead")}
      crumbs={[
        { href: "/invoices", label: t("title") },
        { href: `/invoices/${id}`, label: name(invoice) },
      ]}
    >
      <ErrorSummary draft={draft} labels={{ ids: t("lines"), reason: t("reason") }} />
      <Form action={`/invoices/${id}/credit`} once draft={draft}>
        <Checks name="ids" label={t("credit_lines")} draft={draft} rules={rules} options={lines} />
        <Field
          name="reason"
          label={t("reason")}
          hint={t("reason_hint")}
          type="textarea"
          rows={2}
          draft={draft}
          rules={rules}
        />
        <Actions>
          <Submit>{t("credit_issue")}</Submit>
          <LinkButton href={`/invoices/${id}`} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
