import { Choice, constraints, Field, Form } from "#web/ui/form.tsx";
import { classCodes } from "#worker/lib/fields.ts";
import { paperKinds } from "#worker/modules/curriculum/why/input/why.ts";
import { PaperInput } from "#worker/modules/training/input.ts";
import { useWords } from "../words.ts";
import { Buttons, FormFrame, type Shown } from "./frame.tsx";
import { addressOf } from "./training.tsx";

const rules = constraints(PaperInput);
const fields = ["kind", "classCode", "onDate", "until", "result", "note"] as const;

/** Registers a licence, a permit, or what became of a test. */
export function PaperForm(shown: Shown) {
  const t = useWords();
  const { draft, training } = shown;
  const labels = Object.fromEntries(fields.map((name) => [name, t(name)]));
  return (
    <FormFrame {...shown} title={t("paper_title")} labels={labels}>
      <Form action={`${addressOf(training)}/papers`} once draft={draft}>
        <Field
          name="kind"
          label={t("kind")}
          draft={draft}
          rules={rules}
          options={paperKinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
        />
        <Field
          name="classCode"
          label={t("classCode")}
          draft={draft}
          rules={rules}
          options={classCodes.map((value) => ({ value, label: value }))}
        />
        <Field name="onDate" label={t("onDate")} size="medium" draft={draft} rules={rules} />
        <Field
          name="until"
          label={t("until")}
          type="date"
          size="medium"
          draft={draft}
          rules={rules}
        />
        <Choice
          name="result"
          label={t("result")}
          draft={draft}
          rules={rules}
          options={(["passed", "failed"] as const).map((value) => ({
            value,
            label: t(`result_${value}`),
          }))}
        />
        <Field name="note" label={t("note")} type="textarea" draft={draft} rules={rules} />
        <Buttons training={training} label={t("save")} />
      </Form>
    </FormFrame>
  );
}
