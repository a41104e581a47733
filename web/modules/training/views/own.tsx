import { EmptyState } from "#web/ui/empty.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import type { Training } from "#worker/modules/training/input.ts";
import { useWords } from "../words.ts";
import { ClassCard } from "./class_card.tsx";
import { PapersCard, RecordsCard } from "./rows.tsx";
import { nameOf } from "./training.tsx";

/** A student's own training, and that of the children somebody answers for. */
export function OwnTraining({ people }: { people: readonly Training[] }) {
  const t = useWords();
  return (
    <Page title={t("own_title")} {...(people.length > 0 ? { lead: t("own_lead") } : {})}>
      {people.length === 0 && (
        <EmptyState icon="person" title={t("own_none")} text={t("own_none_text")} />
      )}
      {people.map((training) => (
        <Section key={training.id} title={nameOf(training)}>
          {training.classes.map((progress) => (
            <ClassCard key={progress.classCode} progress={progress} />
          ))}
          <PapersCard training={training} />
          <RecordsCard training={training} />
        </Section>
      ))}
    </Page>
  );
}
