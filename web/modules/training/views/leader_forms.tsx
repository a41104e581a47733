import { constraints, Field, Form, Hidden } from "#web/ui/form.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText } from "#web/words.ts";
import {
  CreditInput,
  OverrideInput,
  type RowKind,
  Withdrawal,
} from "#worker/modules/training/input.ts";
import { useWords } from "../words.ts";
import { Buttons, FormFrame, type Shown } from "./frame.tsx";
import { addressOf } from "./training.tsx";

const creditRules = constraints(CreditInput);
const overrideRules = constraints(OverrideInput);
const withdrawalRules = constraints(Withdrawal);

/** Counts a step as done that was taken elsewhere. */
export function CreditForm({ step, ...shown }: Shown & { step: string }) {
  const t = useWords();
  const { locale } = useView();
  const { draft, training } = shown;
  return (
    <FormFrame
      {...shown}
      title={fill(t("credit_title"), { step: nameText(locale, step) })}
      labels={{ step: t("step"), onDate: t("onDate"), reason: t("reason") }}
    >
      <Form action={`${addressOf(training)}/credits`} once draft={draft}>
        <Hidden name="step" value={step} />
        <Field name="onDate" label={t("onDate")} size="medium" draft={draft} rules={creditRules} />
        <Field
          name="reason"
          label={t("reason")}
          hint={t("reason_credit_hint")}
          type="textarea"
          draft={draft}
          rules={creditRules}
        />
        <Buttons training={training} label={t("credit")} />
      </Form>
    </FormFrame>
  );
}

/** Sets a rule aside for a step. */
export function OverrideForm({ step, rule, ...shown }: Shown & { step: string; rule: string }) {
  const t = useWords();
  const { locale } = useView();
  const { draft, training } = shown;
  return (
    <FormFrame
      {...shown}
      title={fill(t("override_title"), { step: nameText(locale, step) })}
      labels={{ step: t("step"), rule: t("rule"), reason: t("reason") }}
    >
      <Form action={`${addressOf(training)}/overrides`} once draft={draft}>
        <Hidden name="step" value={step} />
        <Hidden name="rule" value={rule} />
        <p>
          <strong>{t("rule")}:</strong> {nameText(locale, `rule.${rule}`)}
        </p>
        <Field
          name="reason"
          label={t("reason")}
          hint={t("reason_override_hint")}
          type="textarea"
          draft={draft}
          rules={overrideRules}
        />
        <Buttons training={training} label={t("override")} />
      </Form>
    </FormFrame>
  );
}

type WithdrawFormProps = Shown & { kind: RowKind; rowId: string };

/** Takes a row back, with the reason. */
export function WithdrawForm({ kind, rowId, ...shown }: WithdrawFormProps) {
  const t = useWords();
  const { locale } = useView();
  const { draft, training } = shown;
  return (
    <FormFrame {...shown} title={t("withdraw_title")} labels={{ reason: t("reason") }}>
      <p>
        <strong>{whatIn(shown.training)}</strong>
      </p>
      <p class="hint">{t("withdraw_text")}</p>
      <Form action={`${addressOf(training)}/${kind}/${rowId}/withdrawal`}>
        <Hidden name="version" value={training.version} />
        <Field
          name="reason"
          label={t("reason")}
          type="textarea"
          draft={draft}
          rules={withdrawalRules}
        />
        <Buttons training={training} label={t("withdraw")} />
      </Form>
    </FormFrame>
  );

  // What is about to be taken back, in a few words.
  function whatIn({ records, papers, overrides }: Shown["training"]): string {
    const step = [...records, ...overrides].find((row) => row.id === rowId)?.step;
    const paper = papers.find((row) => row.id === rowId)?.kind;
    return step ? nameText(locale, step) : paper ? t(`kind_${paper}`) : "";
  }
}
