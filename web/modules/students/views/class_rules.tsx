import { ClassSteps } from "#web/modules/curriculum/views.tsx";
import { useClassWords } from "#web/modules/curriculum/words.ts";
import { Card } from "#web/ui/card.tsx";
import { Disclosure } from "#web/ui/dialog.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Step } from "#worker/modules/curriculum/mod.ts";
import type { Student } from "#worker/modules/students/input.ts";
import { useWords } from "../words.ts";

/** One class she trains for: the steps, and what closes those that are not open yet. */
export type ClassRules = {
  code: ClassCode;
  steps: readonly Step[];
  reasons: readonly Reason[];
};

type ClassRulesProps = {
  student: Pick<Student, "automaticOnly">;
  classes: readonly ClassRules[];
};

/** What she may do now and from when, with the law behind it. */
export function ClassRulesCard({ student, classes }: ClassRulesProps) {
  const t = useWords();
  const nameOf = useClassWords();
  return (
    <Card title={t("classes_title")}>
      {classes.length === 0 && <p class="hint">{t("no_classes")}</p>}
      {classes.map(({ code, steps, reasons }) => (
        <section key={code} class="stack">
          <h3 class="ds-heading">
            {code} · {nameOf(code)}
            {student.automaticOnly.includes(code) && ` (${t("automatic")})`}
          </h3>
          <ClassSteps steps={steps} />
          {reasons.length > 0 && (
            <Disclosure summary={t("class_reasons")}>
              <Reasons reasons={reasons} />
            </Disclosure>
          )}
        </section>
      ))}
    </Card>
  );
}
