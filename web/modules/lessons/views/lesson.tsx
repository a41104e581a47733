import { Alert } from "#web/ui/alert.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatInstant } from "#web/ui/date.tsx";
import { Disclosure } from "#web/ui/dialog.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { Page } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Attested, Lesson } from "#worker/modules/lessons/input.ts";
import { useWords } from "../words.ts";
import { useLessonName, Warnings, When } from "./parts.tsx";
import { AttestedShown, SelfShown } from "./shown.tsx";

type LessonPageProps = {
  lesson: Lesson;
  /** Why it cannot be attested, or not by whoever asks. */
  reasons: readonly Reason[];
  advises: boolean;
};

/** A lesson: what was booked, what was attested, and every version of it. */
export function LessonPage({ lesson, reasons, advises }: LessonPageProps) {
  const t = useWords();
  const lessonName = useLessonName();
  const { id, student, studentId, instructor, vehicle, attested, startsAt, endsAt } = lesson;
  return (
    <Page
      title={student}
      lead={
        <>
          <When startsAt={startsAt} endsAt={endsAt} /> · {lessonName(lesson)}
        </>
      }
      crumbs={[{ href: "/lessons", label: t("title") }]}
      actions={
        reasons.length === 0 && (
          <LinkButton
            href={`/lessons/${id}/attestation`}
            variant={attested ? "secondary" : "primary"}
          >
            {t(attested ? "correct" : "attest")}
          </LinkButton>
        )
      }
    >
      {attested ? (
        <Standing attested={attested} />
      ) : (
        <p>
          <Badge tone="warning">{t(stateOf(lesson, useView().now))}</Badge>
        </p>
      )}
      <Warnings lesson={lesson} />
      {!attested && <Reasons reasons={reasons} title={t("cannot")} />}
      <Card title={t("facts")}>
        <Facts
          items={[
            {
              label: t("student"),
              value: (
                <a class="ds-link" href={`/students/${studentId}`}>
                  {student}
                </a>
              ),
            },
            { label: t("instructor"), value: instructor },
            { label: t("vehicle"), value: vehicle },
            {
              label: t("card"),
              value: (
                <a class="ds-link" href={`/students/${studentId}/card`}>
                  {t("see_card")}
                </a>
              ),
            },
          ]}
        />
      </Card>
      {advises && (
        <SelfShown self={lesson.selfAssessment} attestedAt={attested?.attestedAt ?? null} />
      )}
      {attested && (
        <Card title={t("attested")}>
          <AttestedShown attested={attested} />
        </Card>
      )}
      <History versions={lesson.history} />
    </Page>
  );
}

function stateOf({ status, startsAt }: Lesson, now: string) {
  if (status === "cancelled") return "state_called_off";
  return startsAt > now ? "state_ahead" : "state_waiting";
}

/** Whether the student agrees. */
function Standing({ attested }: { attested: Attested }) {
  const t = useWords();
  const { locale } = useView();
  if (attested.signedAt) {
    const at = formatInstant(locale, attested.signedAt);
    return (
      <p>
        <Badge tone="success">{fill(t("signed"), { at })}</Badge>
      </p>
    );
  }
  if (attested.objection) {
    return (
      <Alert tone="warning" title={t("objection")}>
        <p>{attested.objection}</p>
      </Alert>
    );
  }
  return (
    <p>
      <Badge>{t("not_signed")}</Badge>
    </p>
  );
}

/** What was attested before it was corrected, newest first. */
function History({ versions }: { versions: readonly Attested[] }) {
  const t = useWords();
  const { locale } = useView();
  if (versions.length === 0) return null;
  return (
    <Disclosure summary={t("history")}>
      {versions.map((one) => (
        <Card
          key={one.version}
          tinted
          title={fill(t("version"), {
            n: one.version,
            at: formatInstant(locale, one.attestedAt),
            who: one.attestedBy ?? "–",
          })}
        >
          <AttestedShown attested={one} />
          {one.objection && <blockquote>{one.objection}</blockquote>}
          {one.signedAt && (
            <p class="hint">{fill(t("signed"), { at: formatInstant(locale, one.signedAt) })}</p>
          )}
        </Card>
      ))}
    </Disclosure>
  );
}
