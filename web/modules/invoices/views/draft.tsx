import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Card, Split } from "#web/ui/card.tsx";
import { Time } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { type AnyDraft, ErrorSummary, Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { fill } from "#web/ui/words.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { LinkedContact } from "#worker/modules/contacts/mod.ts";
import type { Buyer, Invoice } from "#worker/modules/invoices/input.ts";
import { useWords } from "../words.ts";
import { type ChoosableCharge, ChooseLines, useLabels } from "./choose_lines.tsx";
import { IssueForm } from "./issue.tsx";
import { Party, Sums } from "./parts.tsx";

type Facts = {
  student: { id: string; number: number; firstName: string; lastName: string };
  open: readonly ChoosableCharge[];
  contacts: readonly LinkedContact[];
  dueOn: string;
};

const nameOf = ({ student }: Facts) => `${student.firstName} ${student.lastName}`;

/** A new draft: which of what a student has got is to stand on it, and who pays. */
export function NewInvoice({ facts, draft }: { facts: Facts; draft: AnyDraft }) {
  const t = useWords();
  const { id } = facts.student;
  return (
    <Page
      title={fill(t("new_for"), { name: nameOf(facts) })}
      lead={t("new_lead")}
      crumbs={[
        { href: "/invoices", label: t("title") },
        { href: "/invoices/new", label: t("to_invoice") },
      ]}
    >
      {facts.open.length === 0 ? (
        <EmptyState
          icon="check"
          title={t("nothing_open")}
          text={t("nothing_open_text")}
          action={<LinkButton href={`/students/${id}`}>{nameOf(facts)}</LinkButton>}
        />
      ) : (
        <>
          <ErrorSummary draft={draft} labels={useLabels()} />
          <Form action="/invoices" once draft={draft}>
            <Hidden name="studentId" value={id} />
            <ChooseLines charges={facts.open} contacts={facts.contacts} draft={draft} />
            <Actions>
              <Submit>{t("make_draft")}</Submit>
              <LinkButton href="/invoices/new" variant="tertiary">
                {t("cancel")}
              </LinkButton>
            </Actions>
          </Form>
        </>
      )}
    </Page>
  );
}

/** Where what the paper lacks is written in, when that is elsewhere. */
function useRemedies(reasons: readonly Reason[]) {
  const t = useWords();
  const places: Partial<Record<string, string>> = {
    "invoices.no_orgnr": "/school/edit",
    "invoices.no_account": "/school/settings/invoice_account",
  };
  return reasons.map((reason) => {
    const href = places[reason.code];
    return href ? { ...reason, remedy: <a href={href}>{t("write_in")}</a> } : reason;
  });
}

type DraftProps = {
  invoice: Invoice;
  facts: Facts;
  buyer: Buyer;
  credit: { prepaidOre: number };
  /** Why it cannot be issued as it is. */
  reasons: readonly Reason[];
  lines: AnyDraft;
  issue: AnyDraft;
  stale: boolean;
};

/** A draft: what stands on it, what still can be changed, and how it is issued. */
export function DraftPage(props: DraftProps) {
  const { invoice, facts, buyer, reasons, lines, stale } = props;
  const t = useWords();
  const { id, version } = invoice;
  return (
    <Page
      title={fill(t("draft_for"), { name: invoice.student })}
      lead={t("draft_lead")}
      crumbs={[{ href: "/invoices", label: t("title") }]}
      actions={
        <Confirm
          summary={t("remove_draft")}
          title={t("remove_title")}
          text={t("remove_text")}
          action={`/invoices/${id}/removal`}
          values={{ version }}
        />
      }
    >
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale_page")}</p>
        </Alert>
      )}
      <Reasons reasons={useRemedies(reasons)} title={t("cannot_issue")} />
      <Split
        main={
          <Card title={t("on_it")}>
            <ErrorSummary draft={lines} labels={useLabels()} />
            <Form action={`/invoices/${id}`} draft={lines}>
              <Hidden name="version" value={version} />
              <ChooseLines charges={facts.open} contacts={facts.contacts} draft={lines} />
              <Submit variant="secondary">{t("save_draft")}</Submit>
            </Form>
          </Card>
        }
        side={
          <>
            <Card title={t("sums")}>
              <Sums invoice={invoice} />
              <p class="hint">
                {t("drafted")} <Time at={invoice.at} />
              </p>
            </Card>
            <Card title={t("buyer")}>
              <Party party={buyer} />
            </Card>
            {reasons.length === 0 && <IssueForm {...props} />}
          </>
        }
      />
    </Page>
  );
}
