import { useClassWords } from "#web/modules/curriculum/words.ts";
import { formatDay, formatInstant } from "#web/ui/formats.ts";
import { pageOf } from "#web/ui/sheet_words.ts";
import type { Locale } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText } from "#web/words.ts";
import type { Block, Sheet } from "#worker/documents/input.ts";
import type { CardLesson, TrainingCard } from "#worker/modules/lessons/card/input.ts";
import { useOwnWords } from "./own_words.ts";

type Place = { address: string | null; postalCode: string | null; town: string | null };
const some = (texts: (string | null)[]) => texts.filter((text): text is string => Boolean(text));
const placeOf = ({ address, postalCode, town }: Place) =>
  some([address, some([postalCode, town]).join(" ")]);

const start = (label: string, share: number) => ({ label, share, end: false });
const end = (label: string, share: number) => ({ label, share, end: true });

/** What the card is called as a file, by the student's number: a name would stand in every log. */
export const cardFileName = (locale: Locale, { student }: TrainingCard) =>
  `${useOwnWords.of(locale)("card_file")}-${student.number}`;

/** The training card as it goes on paper. */
export function cardSheet(locale: Locale, card: TrainingCard): Sheet {
  const t = useOwnWords.of(locale);
  const { school, student, classes, lessons, earlier, on } = card;
  const name = `${student.firstName} ${student.lastName}`;
  const blocks: Block[] = [
    {
      kind: "parties",
      parties: [
        {
          label: t("card_student"),
          lines: [name, ...placeOf(student)],
        },
        {
          label: t("card_school"),
          lines: some([
            school.name,
            ...placeOf(school),
            school.orgnr && `${t("orgnr")} ${school.orgnr}`,
          ]),
        },
      ],
    },
    {
      kind: "facts",
      facts: [
        { label: t("number"), value: `${student.number}` },
        { label: t("birthDate"), value: formatDay(locale, student.birthDate) },
      ],
    },
    ...classes.flatMap((one) =>
      classBlocks(
        locale,
        one,
        lessons.filter((row) => row.classCode === one.classCode),
      ),
    ),
    ...(earlier.length > 0 ? earlierBlocks(locale, earlier) : []),
    { kind: "text", text: fill(t("card_as_of"), { on: formatDay(locale, on) }) },
  ];
  return {
    ...{ locale, on, blocks, from: school.name, pages: pageOf(locale) },
    title: fill(t("card_of"), { name }),
  };
}

type OfClass = TrainingCard["classes"][number];

function classBlocks(locale: Locale, one: OfClass, lessons: readonly CardLesson[]): Block[] {
  const t = useOwnWords.of(locale);
  const { classCode, startedOn, steps, lessons: n, minutes } = one;
  const name = useClassWords.of(locale)(classCode);
  const min = (count: number) => fill(t("min"), { n: count });
  const count = fill(t("card_count"), { n, minutes });
  const since = startedOn && fill(t("started"), { on: formatDay(locale, startedOn) });
  return [
    { kind: "heading", text: fill(t("card_class"), { class: classCode, name }) },
    { kind: "text", text: some([count, since]).join(" · ") },
    {
      kind: "table",
      columns: [
        start(t("mandatory"), 8),
        end(t("wanted"), 3),
        end(t("done"), 3),
        start(t("state"), 4),
      ],
      rows: steps.map(({ step, wanted, minutes: done, state }) => [
        nameText(locale, step),
        wanted === null ? "–" : min(wanted),
        min(done),
        t(`state_${state}`),
      ]),
    },
    lessons.length === 0
      ? { kind: "text", text: t("held_none") }
      : {
          kind: "table",
          columns: [
            start(t("when"), 5),
            end(t("minutes"), 3),
            start(t("step"), 6),
            start(t("teacher"), 4),
            start(t("attested"), 6),
            start(t("signed"), 5),
          ],
          rows: lessons.map((row) => lessonCells(locale, row)),
        },
  ];
}

function lessonCells(locale: Locale, row: CardLesson): string[] {
  const t = useOwnWords.of(locale);
  const step = some([
    row.step ? nameText(locale, row.step) : "–",
    row.recommendation && `(${t(row.recommendation)})`,
    row.reason && `(${fill(t("corrected"), { reason: row.reason })})`,
  ]);
  return [
    formatInstant(locale, row.startsAt),
    `${row.minutes}`,
    step.join(" "),
    row.instructor ?? "–",
    some([row.attestedBy, formatInstant(locale, row.attestedAt)]).join(", "),
    row.signedAt ? formatInstant(locale, row.signedAt) : t("unsigned"),
  ];
}

function earlierBlocks(locale: Locale, earlier: TrainingCard["earlier"]): Block[] {
  const t = useOwnWords.of(locale);
  return [
    { kind: "heading", text: t("earlier") },
    {
      kind: "table",
      columns: [
        start(t("on"), 4),
        start(t("step"), 8),
        end(t("minutes"), 3),
        start(t("source"), 5),
      ],
      rows: earlier.map(({ onDate, step, minutes, source }) => [
        formatDay(locale, onDate),
        nameText(locale, step),
        `${minutes}`,
        t(`source_${source}`),
      ]),
    },
  ];
}
