import { StudentTabs } from "#web/modules/students/views/student.tsx";
import { useWords as useStudentWords } from "#web/modules/students/words.ts";
import { Alert } from "#web/ui/alert.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page } from "#web/ui/page.tsx";
import { fill } from "#web/ui/words.ts";
import type { Training } from "#worker/modules/training/input.ts";
import { useWords } from "../words.ts";
import { ClassCard } from "./class_card.tsx";
import { OverridesCard, PapersCard, RecordsCard } from "./rows.tsx";

type TrainingPageProps = {
  training: Training;
  /** A button was pressed on an older version of her. */
  stale?: boolean;
};

export const nameOf = ({ firstName, lastName }: Training) => `${firstName} ${lastName}`;
export const addressOf = ({ id }: Training) => `/students/${id}/training`;

/** A student's training: each class, what was done, her papers, and what was set aside. */
export function TrainingPage({ training, stale }: TrainingPageProps) {
  const t = useWords();
  const students = useStudentWords();
  const name = nameOf(training);
  const here = addressOf(training);
  return (
    <Page
      title={fill(t("title_of"), { name })}
      crumbs={[
        { href: "/students", label: students("title") },
        { href: `/students/${training.id}`, label: name },
      ]}
    >
      <StudentTabs id={training.id} current="training_tab" />
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale")}</p>
        </Alert>
      )}
      {training.classes.length === 0 && <EmptyState title={t("none")} text={t("none_text")} />}
      {training.classes.map((progress) => (
        <ClassCard
          key={progress.classCode}
          progress={progress}
          here={here}
          book={`/bookings/new?student=${training.id}`}
        />
      ))}
      <PapersCard training={training} here={here} />
      <RecordsCard training={training} here={here} />
      <OverridesCard training={training} here={here} />
    </Page>
  );
}
