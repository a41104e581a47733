import { Alert } from "#web/ui/alert.tsx";
import { LinkButton, Submit } from "#web/ui/button.tsx";
import { Checks } from "#web/ui/choice.tsx";
import { typed } from "#web/ui/draft.ts";
import { constraints, ErrorSummary, Field, Fieldset, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import { nameText } from "#web/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { cancelReasons } from "#worker/modules/bookings/input.ts";
import {
  AttestationForm,
  type Lesson,
  outcomes,
  recommendations,
} from "#worker/modules/lessons/input.ts";
import { useWords } from "../words.ts";
import { GoalFields } from "./goals.tsx";
import { useLessonName, Warnings, When } from "./parts.tsx";
import { Segments } from "./segments.tsx";
import { AttestedShown, SelfShown } from "./shown.tsx";

const shape = constraints(AttestationForm);
const wanted = { ...shape, minutes: { ...shape.minutes, required: true } };
// Asked for when they are shown: by the outcome, by the step, or because a lesson is corrected.
const rules = {
  ...wanted,
  cancelReason: { ...shape.cancelReason, required: true },
  step: { ...shape.step, required: true },
  themes: { ...shape.themes, required: true },
  reason: { ...shape.reason, required: true },
};

export type AttestProps = {
  lesson: Lesson;
  draft: Draft<unknown>;
  /** Why it cannot be attested, or not by whoever asks. */
  reasons: readonly Reason[];
  /** It ends a stage: it carries advice. */
  advises: boolean;
  /** The lesson has changed since the form was opened. */
  stale?: boolean;
};

/** After the lesson, on a phone: what became of it. Only what is out of the ordinary is touched. */
export function AttestPage({ lesson, draft, reasons, advises, stale }: AttestProps) {
  const t = useWords();
  const lessonName = useLessonName();
  const { id, student, startsAt, endsAt, attested } = lesson;
  const title = t(attested ? "correct_title" : "attest_title");
  return (
    <Page
      title={student}
      lead={
        <>
          <When startsAt={startsAt} endsAt={endsAt} /> · {lessonName(lesson)}
        </>
      }
      crumbs={[
        { href: "/lessons", label: t("title") },
        { href: `/lessons/${id}`, label: title },
      ]}
      narrow
    >
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale")}</p>
          {attested && <AttestedShown attested={attested} />}
        </Alert>
      )}
      {attested?.objection && !attested.signedAt && (
        <Alert tone="warning" title={t("objection")}>
          <p>{attested.objection}</p>
        </Alert>
      )}
      {reasons.length > 0 ? (
        <Reasons reasons={reasons} title={t("cannot")} />
      ) : (
        <>
          <Warnings lesson={lesson} />
          <AttestForm lesson={lesson} draft={draft} advises={advises} />
        </>
      )}
    </Page>
  );
}

function AttestForm({ lesson, draft, advises }: Pick<AttestProps, "lesson" | "draft" | "advises">) {
  const t = useWords();
  const { locale } = useView();
  const { id, goals, parts, steps, attested, selfAssessment, before } = lesson;
  const shared = { draft, rules };
  const named = (codes: readonly string[], prefix = "") =>
    codes.map((value) => ({ value, label: nameText(locale, `${prefix}${value}`) }));
  return (
    <>
      <ErrorSummary draft={draft} labels={useLabels()} />
      {advises && <SelfShown self={selfAssessment} attestedAt={null} />}
      <Form action={`/lessons/${id}/attestation`} draft={draft} once>
        <Hidden name="version" value={typed(draft, "version")} />
        <div class="attest">
          <Segments
            name="outcome"
            label={t("outcome")}
            draft={draft}
            options={outcomes.map((value) => ({ value, label: t(`outcome_${value}`) }))}
          />
          <div class="if-cancelled">
            <Field
              name="cancelReason"
              label={t("cancelReason")}
              options={cancelReasons.map((value) => ({ value, label: t(`reason_${value}`) }))}
              {...shared}
            />
          </div>
          <div class="if-delivered">
            <Field
              name="minutes"
              label={t("minutes")}
              unit={t("minutes_unit")}
              size="short"
              {...shared}
            />
            {steps.length > 0 && (
              <Field name="step" label={t("step")} options={named(steps)} {...shared} />
            )}
            {parts.length > 0 && (
              <Checks
                name="themes"
                label={t("themes")}
                options={named(parts, "theme.")}
                {...shared}
              />
            )}
            {advises && (
              <Segments
                name="recommendation"
                label={t("recommendation")}
                hint={t("recommendation_hint")}
                draft={draft}
                options={recommendations.map((value) => ({
                  value,
                  label: t(`recommendation_${value}`),
                }))}
              />
            )}
            {goals.length > 0 && (
              <Fieldset legend={t("goals")} hint={t("goals_hint")}>
                <GoalFields goals={goals} draft={draft} before={before} />
              </Fieldset>
            )}
          </div>
          <Field
            name="note"
            label={t("note")}
            hint={t("note_hint")}
            type="textarea"
            rows={2}
            {...shared}
          />
          {attested && (
            <Field
              name="reason"
              label={t("reason")}
              hint={t("reason_hint")}
              type="textarea"
              rows={2}
              {...shared}
            />
          )}
          <div class="actions attest-bar">
            <Submit>{t(attested ? "send_correction" : "send")}</Submit>
            <LinkButton href={attested ? `/lessons/${id}` : "/lessons"} variant="tertiary">
              {t("cancel")}
            </LinkButton>
          </div>
        </div>
      </Form>
    </>
  );
}

function useLabels() {
  const t = useWords();
  return {
    outcome: t("outcome"),
    cancelReason: t("cancelReason"),
    minutes: t("minutes"),
    step: t("step"),
    themes: t("themes"),
    recommendation: t("recommendation"),
    note: t("note"),
    reason: t("reason"),
  };
}
