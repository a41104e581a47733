import { Alert } from "#web/ui/alert.tsx";
import { LinkButton, Submit } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatInstant } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { constraints, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { type Attested, ObjectionForm } from "#worker/modules/lessons/input.ts";
import type { OneOwn } from "#worker/modules/lessons/own/input.ts";
import { useOwnWords } from "../own_words.ts";
import { useLessonName, When } from "./parts.tsx";
import { AttestedShown, SelfShown } from "./shown.tsx";

const objectionRules = constraints(ObjectionForm);

type OwnLessonPageProps = OneOwn & {
  advises: boolean;
  /** What she has written in objection. */
  draft: Draft<unknown>;
  /** It was corrected while she read. */
  stale?: boolean;
};

/** One lesson to its student: what was attested, and whether it is right. */
export function OwnLessonPage({ lesson, guarded, advises, draft, stale }: OwnLessonPageProps) {
  const t = useOwnWords();
  const lessonName = useLessonName();
  const { id, startsAt, endsAt, attested, instructor, student } = lesson;
  const signed = [attested, ...lesson.history].some((one) => one?.signedAt);
  return (
    <Page
      title={lessonName(lesson)}
      lead={
        <>
          <When startsAt={startsAt} endsAt={endsAt} /> · {instructor}
        </>
      }
      crumbs={[{ href: "/me/lessons", label: t("title") }]}
      narrow
    >
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale")}</p>
        </Alert>
      )}
      {attested && (
        <Card>
          <AttestedShown attested={attested} />
        </Card>
      )}
      {advises && (
        <SelfShown self={lesson.selfAssessment} attestedAt={attested?.attestedAt ?? null} />
      )}
      {advises && !guarded && !signed && (
        <LinkButton href={`/me/lessons/${id}/self-assessment`}>
          {t(lesson.selfAssessment ? "change_self" : "write_self")}
        </LinkButton>
      )}
      {attested && <Answer {...{ id, attested, guarded, draft, name: student ?? "" }} />}
    </Page>
  );
}

type AnswerProps = {
  id: string;
  name: string;
  attested: Attested;
  guarded: boolean;
  draft: Draft<unknown>;
};

/** Her signature, or what she said was wrong, or the two buttons for it. */
function Answer({ id, name, attested, guarded, draft }: AnswerProps) {
  const t = useOwnWords();
  const { locale } = useView();
  const { version, signedAt, objectedAt, objection } = attested;
  if (signedAt) {
    return (
      <Alert tone="success">
        <p>
          {fill(t(guarded ? "signed_at_child" : "signed_at"), {
            at: formatInstant(locale, signedAt),
            name,
          })}
        </p>
      </Alert>
    );
  }
  return (
    <>
      {objectedAt && (
        <Alert tone="info" title={fill(t(guarded ? "objected_child" : "objected"), { name })}>
          <p>
            {fill(t(guarded ? "objected_text_child" : "objected_text"), {
              name,
              at: formatInstant(locale, objectedAt),
              text: objection ?? "",
            })}
          </p>
        </Alert>
      )}
      {guarded ? (
        <p class="hint">{t("guarded")}</p>
      ) : (
        <Card title={t("sign_title")}>
          <p>{t("sign_text")}</p>
          <div class="actions">
            <Form action={`/me/lessons/${id}/signature`}>
              <Hidden name="version" value={version} />
              <Submit>{t("sign")}</Submit>
            </Form>
            {!objectedAt && (
              <Confirm
                summary={t("object")}
                title={t("object_title")}
                action={`/me/lessons/${id}/objection`}
                button={t("object_send")}
                tone="accent"
                values={{ version }}
                open={Object.keys(draft.errors).length > 0}
              >
                <Field
                  name="objection"
                  label={t("object_field")}
                  type="textarea"
                  rows={3}
                  draft={draft}
                  rules={objectionRules}
                />
              </Confirm>
            )}
          </div>
        </Card>
      )}
    </>
  );
}
