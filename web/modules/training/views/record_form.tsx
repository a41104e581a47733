import { Checks, Choice, constraints, Field, Form, Hidden } from "#web/ui/form.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText } from "#web/words.ts";
import type { Requirement } from "#worker/modules/curriculum/mod.ts";
import { RecordInput, recommendations } from "#worker/modules/training/input.ts";
import { useWords } from "../words.ts";
import { Buttons, FormFrame, type Shown } from "./frame.tsx";
import { addressOf } from "./training.tsx";

const rules = constraints(RecordInput);
const fields = [
  "step",
  "onDate",
  "minutes",
  "themes",
  "employeeId",
  "groupSize",
  "recommendation",
  "note",
] as const;

type RecordFormProps = Shown & {
  step: Requirement;
  instructors: readonly { id: string; name: string }[];
};

/** Records what was done of one step; the form asks for what that step has. */
export function RecordForm({ step, instructors, ...shown }: RecordFormProps) {
  const t = useWords();
  const { locale } = useView();
  const { draft, training } = shown;
  const labels = Object.fromEntries(fields.map((name) => [name, t(name)]));
  return (
    <FormFrame
      {...shown}
      title={fill(t("record_title"), { step: nameText(locale, step.step) })}
      labels={labels}
    >
      <Form action={`${addressOf(training)}/records`} once draft={draft}>
        <Hidden name="step" value={step.step} />
        <Field name="onDate" label={t("onDate")} draft={draft} rules={rules} size="medium" />
        <Field
          name="minutes"
          label={t("minutes")}
          unit={t("minutes_unit")}
          size="short"
          draft={draft}
          rules={rules}
        />
        {step.themes.length > 0 && (
          <Checks
            name="themes"
            label={t("themes")}
            draft={draft}
            rules={{ themes: { ...rules.themes, required: true } }}
            options={step.themes.map((value) => ({
              value,
              label: nameText(locale, `theme.${value}`),
            }))}
          />
        )}
        {step.kind !== "practice" && (
          <Field
            name="employeeId"
            label={t("employeeId")}
            draft={draft}
            rules={{ employeeId: { ...rules.employeeId, required: true } }}
            options={instructors.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        {step.group && step.group.max > 1 && (
          <Field name="groupSize" label={t("groupSize")} size="short" draft={draft} rules={rules} />
        )}
        {step.kind === "assessment" && (
          <Choice
            name="recommendation"
            label={t("recommendation")}
            hint={t("recommendation_hint")}
            draft={draft}
            rules={{ recommendation: { ...rules.recommendation, required: true } }}
            options={recommendations.map((value) => ({
              value,
              label: t(`recommendation_${value}`),
            }))}
          />
        )}
        <Field name="note" label={t("note")} type="textarea" draft={draft} rules={rules} />
        <Buttons training={training} label={t("save")} />
      </Form>
    </FormFrame>
  );
}
