import { Alert } from "#web/ui/alert.tsx";
import { Card, Split } from "#web/ui/card.tsx";
import { Day, formatDay, Time } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { type AnyDraft, constraints, ErrorSummary, Field } from "#web/ui/form.tsx";
import { formatMoney, Money } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { type Payment, Reversal } from "#worker/modules/payments/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(Reversal);

type PaymentProps = { payment: Payment; reversal: AnyDraft; stale?: boolean };

/** One payment: what came, what it settled, and how it is taken back. */
export function PaymentPage({ payment, reversal, stale }: PaymentProps) {
  const t = useWords();
  const { grants, locale } = useView();
  const { reversedOn, reversedBy, reason } = payment;
  const mayReverse = grants.includes("payments:write") && !reversedOn;
  return (
    <Page
      title={fill(t("payment_of"), { amount: formatMoney(locale, payment.amountOre) })}
      lead={payment.student}
      crumbs={[{ href: "/payments", label: t("title") }]}
      actions={mayReverse && <Reverse payment={payment} draft={reversal} />}
    >
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale_page")}</p>
        </Alert>
      )}
      <ErrorSummary draft={reversal} labels={{ reason: t("reason") }} />
      {reversedOn && (
        <Alert tone="info">
          <p>
            {fill(t("reversed_on"), {
              on: formatDay(locale, reversedOn),
              name: reversedBy ?? "–",
              reason: reason ?? "–",
            })}
          </p>
        </Alert>
      )}
      <Split main={<About payment={payment} />} side={<UsedFor payment={payment} />} />
    </Page>
  );
}

function About({ payment }: { payment: Payment }) {
  const t = useWords();
  const { studentId, student, receivedOn, method, amountOre, creditOre } = payment;
  const { reference, note, at, by } = payment;
  return (
    <Card title={t("facts")}>
      <Facts
        items={[
          {
            label: t("student"),
            value: (
              <a class="ds-link" href={`/students/${studentId}`}>
                {student}
              </a>
            ),
          },
          { label: t("amount"), value: <Money ore={amountOre} /> },
          { label: t("receivedOn"), value: <Day date={receivedOn} /> },
          { label: t("method"), value: t(method) },
          { label: t("reference"), value: reference },
          { label: t("credit"), value: creditOre > 0 && <Money ore={creditOre} /> },
          { label: t("note"), value: note },
          {
            label: t("registered"),
            value: (
              <>
                <Time at={at} />
                {by && `, ${by}`}
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

function UsedFor({ payment: { allocations, creditOre } }: { payment: Payment }) {
  const t = useWords();
  return (
    <Card title={t("used_for")}>
      {allocations.length === 0 ? (
        <p>{t("all_credit")}</p>
      ) : (
        <ul class="inbox">
          {allocations.map(({ id, invoiceId, number, amountOre }) => (
            <li key={id}>
              <span>
                <a class="ds-link" href={`/invoices/${invoiceId}`}>
                  {fill(t("invoice"), { number: number ?? "" })}
                </a>
                {amountOre < 0 && `, ${t("taken_back")}`}
              </span>
              <Money ore={amountOre} />
            </li>
          ))}
          {creditOre > 0 && (
            <li>
              <span>{t("credit")}</span>
              <Money ore={creditOre} />
            </li>
          )}
        </ul>
      )}
      {creditOre > 0 && <p class="hint">{t("credit_hint")}</p>}
    </Card>
  );
}

function Reverse({ payment: { id, version }, draft }: { payment: Payment; draft: AnyDraft }) {
  const t = useWords();
  return (
    <Confirm
      summary={t("reverse")}
      title={t("reverse_title")}
      text={t("reverse_text")}
      action={`/payments/${id}/reversal`}
      values={{ version }}
      open={Object.keys(draft.errors).length > 0}
    >
      <Field name="reason" label={t("reason")} draft={draft} rules={rules} />
    </Confirm>
  );
}
