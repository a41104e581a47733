import { Actions, LinkButton } from "#web/ui/button.tsx";
import { formatDay } from "#web/ui/date.tsx";
import { typed } from "#web/ui/draft.ts";
import { EmptyState } from "#web/ui/empty.tsx";
import {
  type AnyDraft,
  type Constraint,
  constraints,
  ErrorSummary,
  Field,
  Fieldset,
  Form,
  Hidden,
  Submit,
} from "#web/ui/form.tsx";
import { formatMoney } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { methods, PaymentForm } from "#worker/modules/payments/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(PaymentForm);
/** The parts are fields of invoices, which no schema can name. */
const free: Record<string, Constraint> = {};

/** Where to begin when nobody is named. */
export function ChoosePayer() {
  const t = useWords();
  return (
    <Page
      narrow
      title={t("choose_student")}
      lead={t("choose_lead")}
      crumbs={[{ href: "/payments", label: t("title") }]}
    >
      <EmptyState
        icon="people"
        title={t("choose_student")}
        text={t("choose_text")}
        action={
          <>
            <LinkButton href="/invoices?state=open" variant="primary">
              {t("open_invoices")}
            </LinkButton>
            <LinkButton href="/students">{t("students")}</LinkButton>
          </>
        }
      />
    </Page>
  );
}

type Open = {
  id: string;
  number: number | null;
  kid: string | null;
  dueOn: string;
  openOre: number;
};

type RegisterProps = {
  student: { id: string; firstName: string; lastName: string };
  open: readonly Open[];
  draft: AnyDraft;
};

/** Money that came: how much, when and how, and which invoices it settles. */
export function RegisterPayment({ student, open, draft }: RegisterProps) {
  const t = useWords();
  const { locale } = useView();
  const name = `${student.firstName} ${student.lastName}`;
  const partOf = (one: Open) =>
    fill(t("part"), { number: one.number ?? "", due: formatDay(locale, one.dueOn) });
  const first = open.find(({ id }) => id === typed(draft, "first"));
  const order = first ? fill(t("first_hint"), { number: first.number ?? "" }) : t("parts_hint");
  const parts = Object.fromEntries(open.map((one) => [`part_${one.id}`, partOf(one)]));
  const labels = {
    receivedOn: t("receivedOn"),
    method: t("method"),
    amount: t("amount"),
    reference: t("reference"),
    note: t("note"),
    ...parts,
  };
  return (
    <Page
      narrow
      title={fill(t("register_for"), { name })}
      lead={t("register_lead")}
      crumbs={[{ href: "/payments", label: t("title") }]}
    >
      <ErrorSummary draft={draft} labels={labels} />
      <Form action="/payments" once draft={draft}>
        <Hidden name="studentId" value={student.id} />
        <Hidden name="first" value={first?.id} />
        <Received draft={draft} />
        {open.length === 0 ? (
          <p class="hint">{t("nothing_open")}</p>
        ) : (
          <Fieldset legend={t("parts")} hint={order}>
            {open.map((one) => (
              <Field
                key={one.id}
                name={`part_${one.id}`}
                label={partOf(one)}
                hint={fill(t("part_hint"), {
                  amount: formatMoney(locale, one.openOre),
                  kid: one.kid ?? "",
                })}
                draft={draft}
                rules={free}
                unit="kr"
                size="short"
                inputmode="decimal"
              />
            ))}
          </Fieldset>
        )}
        <Actions>
          <Submit>{t("save")}</Submit>
          <LinkButton href={`/students/${student.id}`} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

function Received({ draft }: { draft: AnyDraft }) {
  const t = useWords();
  const options = methods.map((value) => ({ value, label: t(value) }));
  const shared = { draft, rules };
  return (
    <>
      <Field
        {...shared}
        name="amount"
        label={t("amount")}
        hint={t("amount_hint")}
        unit="kr"
        size="short"
        inputmode="decimal"
      />
      <Field
        {...shared}
        name="receivedOn"
        label={t("receivedOn")}
        hint={t("receivedOn_hint")}
        size="short"
      />
      <Field {...shared} name="method" label={t("method")} options={options} size="short" />
      <Field {...shared} name="reference" label={t("reference")} hint={t("reference_hint")} />
      <Field {...shared} name="note" label={t("note")} type="textarea" rows={2} />
    </>
  );
}
