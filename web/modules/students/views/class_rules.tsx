import { ClassSteps } from "#web/modules/curriculum/views.tsx";
import { useClassWords, useWords as useCurriculumWords } from "#web/modules/curriculum/words.ts";
import { Card } from "#web/ui/card.tsx";
import { Disclosure } from "#web/ui/dialog.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { fill } from "#web/ui/words.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { LicenceClass, Step } from "#worker/modules/curriculum/mod.ts";
import type { Student } from "#worker/modules/students/input.ts";
import { useWords } from "../words.ts";

/** One class she trains for: the steps, and what closes those that are not open yet. */
export type ClassRules = {
  code: ClassCode;
  steps: readonly Step[];
  reasons: readonly Reason[];
  /** What the law wants in place besides the age. */
  needs: LicenceClass["needs"];
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
      {classes.map(({ code, steps, reasons, needs }) => (
        <section key={code} class="stack">
          <h3 class="ds-heading">
            {code} · {nameOf(code)}
            {student.automaticOnly.includes(code) && ` (${t("automatic")})`}
          </h3>
          <Needs needs={needs} />
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

// The basic course is a step of its own already, with its age.
function Needs({ needs }: Pick<ClassRules, "needs">) {
  const law = useCurriculumWords();
  const named = needs.flatMap((need) => {
    if (need === "tgk" || need === "tgk_or_licence") return [];
    return need === "health" ? [law("need_health")] : [fill(law("need_class"), { class: need })];
  });
  if (named.length === 0) return null;
  return (
    <p class="hint">
      {law("needs")}: {named.join(", ")}
    </p>
  );
}
