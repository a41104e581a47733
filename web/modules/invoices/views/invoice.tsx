import { Alert } from "#web/ui/alert.tsx";
import { LinkButton, Submit } from "#web/ui/button.tsx";
import { Card, Split } from "#web/ui/card.tsx";
import { Time } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { Form, Hidden } from "#web/ui/form.tsx";
import { Money } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Invoice } from "#worker/modules/invoices/input.ts";
import { useWords } from "../words.ts";
import { Paper } from "./paper.tsx";
import { Settled } from "./settled.tsx";
import { State, useName } from "./state.tsx";

type InvoiceProps = {
  invoice: Invoice;
  balance: { prepaidOre: number; owedOre: number };
  /** Why lines cannot be taken back, why it cannot be mailed, and why credit cannot pay it. */
  reasons: Record<"credit" | "mail" | "use", readonly Reason[]>;
  stale: boolean;
};

/** An issued document: what it says, what settled it, and what may be done with it. */
export function InvoicePage({ invoice, balance, reasons, stale }: InvoiceProps) {
  const t = useWords();
  const name = useName();
  const { grants } = useView();
  const mayWrite = grants.includes("invoices:write");
  return (
    <Page
      title={name(invoice)}
      lead={invoice.student}
      crumbs={[{ href: "/invoices", label: t("title") }]}
      actions={<InvoiceActions invoice={invoice} reasons={reasons} mayWrite={mayWrite} />}
    >
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale_page")}</p>
        </Alert>
      )}
      <Split
        main={
          <Card>
            <Paper invoice={invoice} />
          </Card>
        }
        side={
          <>
            <Status invoice={invoice} balance={balance} />
            <Settled invoice={invoice} />
            {mayWrite && invoice.openOre > 0 && reasons.use.length === 0 && (
              <UseCredit invoice={invoice} prepaidOre={balance.prepaidOre} />
            )}
            {mayWrite && <Reasons reasons={reasons.mail} title={t("cannot_mail")} />}
          </>
        }
      />
    </Page>
  );
}

type ActionsProps = Pick<InvoiceProps, "invoice" | "reasons"> & { mayWrite: boolean };

function InvoiceActions({ invoice, reasons, mayWrite }: ActionsProps) {
  const t = useWords();
  const { grants } = useView();
  const { id, version, openOre } = invoice;
  return (
    <>
      {openOre > 0 && grants.includes("payments:write") && (
        <LinkButton href={`/payments/new?invoice=${id}`} icon="plus" variant="primary">
          {t("register_payment")}
        </LinkButton>
      )}
      <LinkButton href={`/invoices/${id}/print`}>{t("print")}</LinkButton>
      <LinkButton href={`/invoices/${id}/pdf`}>{t("pdf")}</LinkButton>
      {mayWrite && reasons.mail.length === 0 && (
        <Form action={`/invoices/${id}/mail`}>
          <Hidden name="version" value={version} />
          <Submit variant="secondary" icon="mail">
            {t(invoice.mailedAt ? "mail_again" : "mail_it")}
          </Submit>
        </Form>
      )}
      {mayWrite && reasons.credit.length === 0 && (
        <LinkButton href={`/invoices/${id}/credit`}>{t("credit")}</LinkButton>
      )}
    </>
  );
}

function Status({ invoice, balance }: Pick<InvoiceProps, "invoice" | "balance">) {
  const t = useWords();
  const { studentId, student, mailedAt, creditsId, creditsNumber, openOre, kind } = invoice;
  const credits = creditsId && (
    <a class="ds-link" href={`/invoices/${creditsId}`}>
      {creditsNumber}
    </a>
  );
  return (
    <Card title={t("status")}>
      <Facts
        items={[
          { label: t("state"), value: <State invoice={invoice} /> },
          ...(kind === "invoice"
            ? [{ label: t("left"), value: <Money ore={openOre} /> }]
            : [{ label: t("credits"), value: credits }]),
          { label: t("mailedAt"), value: mailedAt && <Time at={mailedAt} /> },
          {
            label: t("student"),
            value: (
              <a class="ds-link" href={`/students/${studentId}`}>
                {student}
              </a>
            ),
          },
          { label: t("owed"), value: <Money ore={balance.owedOre} /> },
        ]}
      />
    </Card>
  );
}

function UseCredit({ invoice, prepaidOre }: { invoice: Invoice; prepaidOre: number }) {
  const t = useWords();
  return (
    <Card title={t("has_credit")} tinted>
      <p>
        <Money ore={prepaidOre} />
      </p>
      <Form action={`/invoices/${invoice.id}/credit-use`}>
        <Hidden name="version" value={invoice.version} />
        <Submit variant="secondary">{t("pay_by_credit")}</Submit>
      </Form>
    </Card>
  );
}
