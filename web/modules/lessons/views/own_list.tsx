import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Ahead, OwnLesson, OwnLessons } from "#worker/modules/lessons/own/input.ts";
import { useOwnWords } from "../own_words.ts";
import { useWords } from "../words.ts";
import { useLessonName, When } from "./parts.tsx";

/** A student's own lessons: what she has not signed first. */
export function OwnLessonsPage({ students, ahead, items }: OwnLessons) {
  const t = useOwnWords();
  const { grants } = useView();
  const several = students.length > 1;
  const signs = grants.includes("lessons:sign");
  const unsigned = items.filter((one) => one.signedAt === null && one.objectedAt === null);
  const card = <LinkButton href="/me/card">{t("card")}</LinkButton>;
  if (items.length + ahead.length === 0) {
    return (
      <Page title={t("title")}>
        <EmptyState icon="check" title={t("none")} text={t("none_text")} action={card} />
      </Page>
    );
  }
  return (
    <Page title={t("title")} lead={t(signs ? "lead" : "lead_child")} actions={card}>
      {ahead.length > 0 && <AheadList ahead={ahead} several={several} signs={signs} />}
      {signs && unsigned.length > 0 && (
        <Section title={t("to_sign")}>
          <ul class="inbox">
            {unsigned.map((one) => (
              <ToSign key={one.id} lesson={one} several={several} />
            ))}
          </ul>
        </Section>
      )}
      {items.length > 0 && (
        <Section title={t("all")}>
          <AllLessons items={items} several={several} />
        </Section>
      )}
    </Page>
  );
}

type AheadProps = { ahead: readonly Ahead[]; several: boolean; signs: boolean };

function AheadList({ ahead, several, signs }: AheadProps) {
  const t = useOwnWords();
  const lessonName = useLessonName();
  return (
    <Section title={t("ahead")}>
      {signs && <p>{t("ahead_text")}</p>}
      <ul class="inbox">
        {ahead.map((one) => (
          <li key={one.id} class="ds-card">
            <div>
              <p class="inbox-title">{lessonName(one)}</p>
              <p>
                <When startsAt={one.startsAt} />
              </p>
              <p class="hint">
                {[several && one.student, one.instructor].filter(Boolean).join(" · ")}
              </p>
            </div>
            {signs && (
              <LinkButton
                href={`/me/lessons/${one.id}/self-assessment`}
                variant={one.written ? "secondary" : "primary"}
              >
                {t(one.written ? "change_self" : "write_self")}
              </LinkButton>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ToSign({ lesson, several }: { lesson: OwnLesson; several: boolean }) {
  const t = useOwnWords();
  const lessonName = useLessonName();
  const { id, startsAt, minutes, student, instructor } = lesson;
  const about = [several && student, fill(t("min"), { n: minutes }), instructor];
  return (
    <li class="ds-card">
      <div>
        <p class="inbox-title">{lessonName(lesson)}</p>
        <p>
          <When startsAt={startsAt} />
        </p>
        <p class="hint">{about.filter(Boolean).join(" · ")}</p>
      </div>
      <LinkButton href={`/me/lessons/${id}`} variant="primary">
        {useWords()("see")}
      </LinkButton>
    </li>
  );
}

function AllLessons({ items, several }: { items: readonly OwnLesson[]; several: boolean }) {
  const t = useOwnWords();
  const staff = useWords();
  const lessonName = useLessonName();
  return (
    <DataTable
      rows={items}
      caption={t("all")}
      rowKey={(one) => one.id}
      href={(one) => `/me/lessons/${one.id}`}
      columns={[
        { key: "when", label: t("when"), cell: (one) => <When startsAt={one.startsAt} /> },
        ...(several
          ? [{ key: "whose", label: t("whose"), cell: (one: OwnLesson) => one.student }]
          : []),
        { key: "step", label: t("step"), cell: (one) => lessonName(one) },
        {
          key: "minutes",
          label: t("minutes"),
          align: "end",
          cell: (one) =>
            one.outcome === "delivered" ? one.minutes : staff(`outcome_${one.outcome}`),
        },
        { key: "state", label: t("state"), cell: (one) => <State lesson={one} /> },
      ]}
    />
  );
}

function State({ lesson: { signedAt, objectedAt } }: { lesson: OwnLesson }) {
  const t = useOwnWords();
  if (signedAt) return <Badge tone="success">{t("signed")}</Badge>;
  return (
    <Badge tone={objectedAt ? "warning" : "neutral"}>
      {t(objectedAt ? "objected" : "unsigned")}
    </Badge>
  );
}
