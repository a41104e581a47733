import { Alert } from "#web/ui/alert.tsx";
import { LinkButton, Submit } from "#web/ui/button.tsx";
import { typed } from "#web/ui/draft.ts";
import { constraints, ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import type { Draft } from "#worker/lib/input.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { type Lesson, SelfForm } from "#worker/modules/lessons/input.ts";
import { useOwnWords } from "../own_words.ts";
import { GoalFields, GoalLevels } from "./goals.tsx";
import { useLessonName } from "./parts.tsx";

const selfRules = constraints(SelfForm);

type SelfPageProps = {
  lesson: Omit<Lesson, "warnings">;
  draft: Draft<unknown>;
  reasons: readonly Reason[];
  stale?: boolean;
};

/** How she sees herself, before the teacher says what she thinks. */
export function SelfPage({ lesson, draft, reasons, stale }: SelfPageProps) {
  const t = useOwnWords();
  const lessonName = useLessonName();
  const here = `/me/lessons/${lesson.id}`;
  return (
    <Page
      title={t("self_title")}
      lead={t("self_lead")}
      crumbs={[
        { href: "/me/lessons", label: t("title") },
        { href: here, label: lessonName(lesson) },
      ]}
      narrow
    >
      {stale && (
        <Alert tone="warning" live>
          <p>{t("self_stale")}</p>
          {lesson.selfAssessment && <GoalLevels levels={lesson.selfAssessment.levels} />}
          {lesson.selfAssessment?.note && <blockquote>{lesson.selfAssessment.note}</blockquote>}
        </Alert>
      )}
      <Reasons reasons={reasons} />
      {reasons.length === 0 && (
        <>
          <ErrorSummary draft={draft} labels={{ note: t("self_note") }} />
          <Form action={`${here}/self-assessment`} draft={draft}>
            <Hidden name="version" value={typed(draft, "version")} />
            <GoalFields goals={lesson.goals} draft={draft} />
            <Field
              name="note"
              label={t("self_note")}
              type="textarea"
              rows={3}
              draft={draft}
              rules={selfRules}
            />
            <div class="actions attest-bar">
              <Submit>{t("self_save")}</Submit>
              <LinkButton href={here} variant="tertiary">
                {t("cancel")}
              </LinkButton>
            </div>
          </Form>
        </>
      )}
    </Page>
  );
}
