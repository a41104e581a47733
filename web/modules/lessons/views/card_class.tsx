import { useClassWords } from "#web/modules/curriculum/words.ts";
import { Badge } from "#web/ui/badge.tsx";
import { formatDay, formatInstant, Time } from "#web/ui/date.tsx";
import { Section } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText } from "#web/words.ts";
import type { CardLesson, TrainingCard } from "#worker/modules/lessons/card/input.ts";
import { useOwnWords } from "../own_words.ts";
import { When } from "./parts.tsx";

type ClassSheetProps = {
  one: TrainingCard["classes"][number];
  lessons: readonly CardLesson[];
};

/** A class on the card: what is mandatory of it, and the lessons that were held. */
export function ClassSheet({ one, lessons }: ClassSheetProps) {
  const t = useOwnWords();
  const className = useClassWords();
  const { locale } = useView();
  const { classCode, startedOn, steps, lessons: n, minutes } = one;
  return (
    <Section title={fill(t("card_class"), { class: classCode, name: className(classCode) })}>
      <p>
        {fill(t("card_count"), { n, minutes })}
        {startedOn && ` · ${fill(t("started"), { on: formatDay(locale, startedOn) })}`}
      </p>
      <DataTable
        rows={steps}
        caption={t("mandatory")}
        rowKey={(row) => row.step}
        columns={[
          { key: "step", label: t("mandatory"), cell: (row) => nameText(locale, row.step) },
          {
            key: "wanted",
            label: t("wanted"),
            align: "end",
            cell: (row) => (row.wanted === null ? "–" : fill(t("min"), { n: row.wanted })),
          },
          {
            key: "done",
            label: t("done"),
            align: "end",
            cell: (row) => fill(t("min"), { n: row.minutes }),
          },
          {
            key: "state",
            label: t("state"),
            cell: ({ state }) => (
              <Badge tone={state === "open" || state === "begun" ? "neutral" : "success"}>
                {t(`state_${state}`)}
              </Badge>
            ),
          },
        ]}
      />
      <HeldTable lessons={lessons} />
    </Section>
  );
}

function HeldTable({ lessons }: { lessons: readonly CardLesson[] }) {
  const t = useOwnWords();
  const { locale } = useView();
  return (
    <DataTable
      rows={lessons}
      caption={t("held")}
      rowKey={(row) => row.id}
      empty={<p class="hint">{t("held_none")}</p>}
      columns={[
        { key: "when", label: t("when"), cell: (row) => <When startsAt={row.startsAt} /> },
        { key: "minutes", label: t("minutes"), align: "end", cell: (row) => row.minutes },
        {
          key: "step",
          label: t("step"),
          cell: (row) => (
            <>
              {row.step ? nameText(locale, row.step) : "–"}
              {row.recommendation && <small> ({t(row.recommendation)})</small>}
              {row.reason && <small> ({fill(t("corrected"), { reason: row.reason })})</small>}
            </>
          ),
        },
        { key: "teacher", label: t("teacher"), cell: (row) => row.instructor ?? "–" },
        {
          key: "attested",
          label: t("attested"),
          cell: (row) =>
            [row.attestedBy, formatInstant(locale, row.attestedAt)].filter(Boolean).join(", "),
        },
        {
          key: "signed",
          label: t("signed"),
          cell: (row) => (row.signedAt ? <Time at={row.signedAt} /> : t("unsigned")),
        },
      ]}
    />
  );
}
