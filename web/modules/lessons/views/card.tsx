import { StudentTabs } from "#web/modules/students/views/student.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { Day, formatDay } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText } from "#web/words.ts";
import type { TrainingCard } from "#worker/modules/lessons/card/input.ts";
import { useOwnWords } from "../own_words.ts";
import { ClassSheet } from "./card_class.tsx";

/** The training card of one student, as the staff prints it. */
export function CardPage({ card }: { card: TrainingCard }) {
  const t = useOwnWords();
  const { id, firstName, lastName } = card.student;
  return (
    <Page
      title={fill(t("card_of"), { name: `${firstName} ${lastName}` })}
      crumbs={[{ href: "/students", label: t("students") }]}
      actions={
        <>
          <LinkButton href={`/students/${id}/training-card/pdf`}>{t("pdf")}</LinkButton>
          <LinkButton href={`/api/v1/students/${id}/training-card`}>{t("json")}</LinkButton>
        </>
      }
    >
      <StudentTabs id={id} current="card_tab" />
      <Sheet card={card} />
      <p class="hint no-print">{t("print_hint")}</p>
    </Page>
  );
}

/** One's own card, and those of the children one answers for. */
export function OwnCardsPage({ cards }: { cards: readonly TrainingCard[] }) {
  const t = useOwnWords();
  const crumbs = [{ href: "/me/lessons", label: t("title") }];
  return (
    <Page
      title={t("card")}
      crumbs={crumbs}
      actions={cards.map(({ student: { id, firstName } }) => (
        <LinkButton key={id} href={`/me/card/pdf?student=${id}`}>
          {cards.length === 1 ? t("pdf") : fill(t("pdf_of"), { name: firstName })}
        </LinkButton>
      ))}
    >
      {cards.length === 0 && <EmptyState icon="person" title={t("card_none")} />}
      {cards.map((card) =>
        cards.length === 1 ? (
          <Sheet key={card.student.id} card={card} />
        ) : (
          <Section
            key={card.student.id}
            title={fill(t("card_of"), { name: card.student.firstName })}
          >
            <Sheet card={card} />
          </Section>
        ),
      )}
      {cards.length > 0 && <p class="hint no-print">{t("print_hint")}</p>}
    </Page>
  );
}

function Sheet({ card }: { card: TrainingCard }) {
  const t = useOwnWords();
  const { locale } = useView();
  const { school, student, classes, lessons, earlier, on } = card;
  const line = (one: { address: string | null; postalCode: string | null; town: string | null }) =>
    [one.address, [one.postalCode, one.town].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return (
    <div class="training-card">
      <div class="card-two">
        <Card title={t("card_school")}>
          <Facts
            items={[
              { label: school.name, value: line(school) },
              ...(school.orgnr ? [{ label: t("orgnr"), value: school.orgnr }] : []),
            ]}
          />
        </Card>
        <Card title={t("card_student")}>
          <Facts
            items={[
              { label: `${student.firstName} ${student.lastName}`, value: line(student) },
              { label: t("number"), value: student.number },
              { label: t("birthDate"), value: <Day date={student.birthDate} /> },
            ]}
          />
        </Card>
      </div>
      {classes.map((one) => (
        <ClassSheet
          key={one.classCode}
          one={one}
          lessons={lessons.filter((row) => row.classCode === one.classCode)}
        />
      ))}
      {earlier.length > 0 && (
        <Section title={t("earlier")}>
          <DataTable
            rows={earlier}
            caption={t("earlier")}
            rowKey={(row) => `${row.onDate} ${row.step} ${row.minutes}`}
            columns={[
              { key: "on", label: t("on"), cell: (row) => <Day date={row.onDate} /> },
              { key: "step", label: t("step"), cell: (row) => nameText(locale, row.step) },
              { key: "minutes", label: t("minutes"), align: "end", cell: (row) => row.minutes },
              { key: "source", label: t("source"), cell: (row) => t(`source_${row.source}`) },
            ]}
          />
        </Section>
      )}
      <p class="hint">{fill(t("card_as_of"), { on: formatDay(locale, on) })}</p>
    </div>
  );
}
