import { Badge } from "#web/ui/badge.tsx";
import { Disclosure } from "#web/ui/dialog.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { DataTable } from "#web/ui/table.tsx";
import type { Tone } from "#web/ui/tone.ts";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText } from "#web/words.ts";
import type { ClassProgress, StepProgress, Why } from "#worker/modules/curriculum/mod.ts";
import { useWords } from "../words.ts";

const tones: Record<StepProgress["state"], Tone> = {
  done: "success",
  credited: "success",
  exempt: "info",
  begun: "warning",
  open: "neutral",
  free: "neutral",
};

type StepTableProps = {
  progress: ClassProgress;
  here: string | undefined;
  book: string | undefined;
};

/** The steps of a class in the order of the law. */
export function StepTable({ progress, here, book }: StepTableProps) {
  const t = useWords();
  const stageOf = ({ requirement: { stage } }: StepProgress) =>
    stage === 5 ? t("tests") : fill(t("stage"), { n: stage });
  return (
    <DataTable
      caption={`${t("mandatory")} ${progress.classCode}`}
      rows={[...progress.steps].sort((a, b) => a.requirement.stage - b.requirement.stage)}
      rowKey={(row) => row.requirement.step}
      columns={[
        { key: "step", label: t("kind"), cell: (row) => <StepName row={row} /> },
        { key: "stage", label: t("stage").replace(" {n}", ""), cell: stageOf, hideOnPhone: true },
        { key: "amount", label: t("amount"), align: "end", cell: (row) => <Amount row={row} /> },
        { key: "state", label: t("state"), cell: (row) => <State row={row} /> },
        ...(here
          ? [
              {
                key: "do",
                label: t("do"),
                cell: (row: StepProgress) => <Doings row={row} here={here} book={book} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function StepName({ row }: { row: StepProgress }) {
  const t = useWords();
  const { locale } = useView();
  const { requirement, missing, why, state, closed } = row;
  const settled = ["done", "credited", "exempt"].includes(state);
  return (
    <>
      <strong>{nameText(locale, requirement.step)}</strong>
      {state === "begun" && missing.sessions > 0 && (
        <p class="hint">{fill(t("missing_days"), { n: missing.sessions })}</p>
      )}
      {state === "begun" && missing.themes.length > 0 && (
        <p class="hint">
          {fill(t("missing_themes"), {
            themes: missing.themes.map((one) => nameText(locale, `theme.${one}`)).join(", "),
          })}
        </p>
      )}
      {!settled && why.length > 0 && (
        <Disclosure summary={t(closed ? "why_not" : "note_this")}>
          <WhyList why={why} />
        </Disclosure>
      )}
    </>
  );
}

/** The reasons against a step; what is set aside says by what word. */
function WhyList({ why }: { why: readonly Why[] }) {
  const t = useWords();
  return (
    <Reasons
      reasons={why.map(({ overridden, ...one }) => ({
        ...one,
        ...(overridden ? { remedy: fill(t("overridden"), { reason: overridden }) } : {}),
      }))}
    />
  );
}

function Amount({ row: { requirement, minutes } }: { row: StepProgress }) {
  const t = useWords();
  if (requirement.stage === 5) return <>–</>;
  if (requirement.minutes === 0) return <>{minutes || t("at_will")}</>;
  return <>{fill(t("of"), { done: minutes, all: requirement.minutes ?? t("unknown") })}</>;
}

function State({ row: { state, requirement } }: { row: StepProgress }) {
  const t = useWords();
  const word = requirement.stage === 5 && state === "done" ? t("passed") : t(`state_${state}`);
  return <Badge tone={tones[state]}>{word}</Badge>;
}

/** The form of a booking for a step, filled in as far as the law says. */
function bookingOf({ requirement: { step, classCode, kind, minutes } }: StepProgress) {
  const what = kind === "lesson" || kind === "assessment" ? kind : "course";
  const long = minutes && minutes <= 240 ? `&minutes=${minutes}` : "";
  return `&kind=${what}&class=${classCode}&step=${step}${long}`;
}

type DoingsProps = { row: StepProgress; here: string; book: string | undefined };

function Doings({ row, here, book }: DoingsProps) {
  const t = useWords();
  const { grants } = useView();
  const { requirement, closed, why, state } = row;
  const { step, stage, minutes } = requirement;
  const settled = ["done", "credited", "exempt"].includes(state);
  const rule = why.find((one) => one.overridable && one.weight === "refuse")?.rule;
  if (stage === 5) return null;
  const links = [
    book !== undefined &&
      grants.includes("bookings:write") &&
      !closed &&
      !settled && { href: `${book}${bookingOf(row)}`, label: t("book") },
    grants.includes("training:record") &&
      !closed &&
      !settled && { href: `${here}/records/new?step=${step}`, label: t("record") },
    grants.includes("training:override") &&
      minutes !== 0 &&
      !settled && { href: `${here}/credits/new?step=${step}`, label: t("credit") },
    grants.includes("training:override") &&
      rule && { href: `${here}/overrides/new?step=${step}&rule=${rule}`, label: t("override") },
  ].filter((one) => typeof one === "object");
  return (
    <span class="actions">
      {links.map(({ href, label }) => (
        <a key={href} class="ds-link" href={href}>
          {label}
        </a>
      ))}
    </span>
  );
}
