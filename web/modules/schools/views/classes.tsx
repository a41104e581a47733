import { LawTable } from "#web/modules/curriculum/views.tsx";
import { useClassWords } from "#web/modules/curriculum/words.ts";
import { Actions } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatDay } from "#web/ui/date.tsx";
import { typed } from "#web/ui/draft.ts";
import { Checks, constraints, ErrorSummary, Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import type { LicenceClass } from "#worker/modules/curriculum/mod.ts";
import { type Classes, ClassesInput } from "#worker/modules/schools/classes/input.ts";
import { useWords } from "../words.ts";
import { SchoolFrame, useMayWrite } from "./frame.tsx";

const rules = constraints(ClassesInput);

type ClassesPageProps = {
  classes: Classes;
  law: readonly LicenceClass[];
  draft: Draft<unknown>;
};

/** The classes the school offers, and what the regulations ask of each. */
export function ClassesPage({ classes, law, draft }: ClassesPageProps) {
  const t = useWords();
  const mayWrite = useMayWrite();
  return (
    <SchoolFrame current="/school/classes" lead={t("classes_lead")}>
      <ErrorSummary draft={draft} labels={{ codes: t("classes") }} />
      {mayWrite ? (
        <ClassForm classes={classes} law={law} draft={draft} />
      ) : (
        <Card>
          <OfferedList classes={classes} />
        </Card>
      )}
      <details class="ds-details">
        <summary>{t("law_title")}</summary>
        <div>
          <p class="hint">{t("law_hint")}</p>
          <LawTable classes={law} />
        </div>
      </details>
      <Reasons title={t("off_title")} reasons={whyOff(law)} />
    </SchoolFrame>
  );
}

/** The reason is the same for all of them, so it is given once. */
function whyOff(law: readonly LicenceClass[]) {
  const off = law.filter((row) => !row.available);
  const params = { class: off.map((row) => row.code).join(", ") };
  return off.slice(0, 1).map(({ source }) => ({ code: "curriculum.unverified", source, params }));
}

function ClassForm({ classes, law, draft }: ClassesPageProps) {
  const t = useWords();
  const name = useClassWords();
  const { locale } = useView();
  const sinceOf = (code: string) => {
    const since = classes.items.find((item) => item.code === code)?.since;
    return since && fill(t("since"), { on: formatDay(locale, since) });
  };
  const options = law
    .filter((row) => row.available)
    .map(({ code }) => {
      const hint = sinceOf(code);
      return { value: code, label: `${code} – ${name(code)}`, ...(hint ? { hint } : {}) };
    });
  return (
    <Card>
      <Form action="/school/classes" draft={draft}>
        <Hidden name="version" value={typed(draft, "version")} />
        <Checks name="codes" label={t("classes")} draft={draft} rules={rules} options={options} />
        <Actions>
          <Submit>{t("save")}</Submit>
        </Actions>
      </Form>
    </Card>
  );
}

function OfferedList({ classes }: { classes: Classes }) {
  const t = useWords();
  const name = useClassWords();
  if (classes.items.length === 0) return <p>{t("classes_empty")}</p>;
  return (
    <ul>
      {classes.items.map(({ code }) => (
        <li key={code}>
          <strong>{code}</strong> {name(code)}
        </li>
      ))}
    </ul>
  );
}
