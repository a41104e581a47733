import { Card } from "#web/ui/card.tsx";
import { formatDay } from "#web/ui/date.tsx";
import {
  type AnyDraft,
  constraints,
  ErrorSummary,
  Field,
  Form,
  Hidden,
  Submit,
  Toggle,
} from "#web/ui/form.tsx";
import { formatMoney } from "#web/ui/money.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { type Buyer, Issue } from "#worker/modules/invoices/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(Issue);

type IssueProps = {
  invoice: { id: string; version: number };
  facts: { dueOn: string };
  buyer: Buyer;
  credit: { prepaidOre: number };
  issue: AnyDraft;
};

/** The last step: the day it is due, what an advance pays of it, and whether it goes by mail. */
export function IssueForm({ invoice, facts, buyer, credit, issue }: IssueProps) {
  const t = useWords();
  const { locale } = useView();
  const { id, version } = invoice;
  return (
    <Card title={t("issue")}>
      <ErrorSummary draft={issue} labels={{ dueOn: t("dueOn"), mail: t("mail_it") }} />
      <Form action={`/invoices/${id}/issue`} draft={issue}>
        <Hidden name="version" value={version} />
        <Field
          name="dueOn"
          label={t("dueOn")}
          hint={fill(t("dueOn_hint"), { on: formatDay(locale, facts.dueOn) })}
          draft={issue}
          rules={rules}
        />
        {credit.prepaidOre > 0 && (
          <Toggle
            name="useCredit"
            label={fill(t("use_credit"), { amount: formatMoney(locale, credit.prepaidOre) })}
            draft={issue}
          />
        )}
        {buyer.email ? (
          <Toggle name="mail" label={fill(t("mail_to"), { email: buyer.email })} draft={issue} />
        ) : (
          <p class="hint">{t("no_email_hint")}</p>
        )}
        <p class="hint">{t("issue_hint")}</p>
        <Submit>{t("issue")}</Submit>
      </Form>
    </Card>
  );
}
