import { useClassWords } from "#web/modules/curriculum/words.ts";
import { Alert } from "#web/ui/alert.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatDay } from "#web/ui/date.tsx";
import { Progress } from "#web/ui/progress.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText } from "#web/words.ts";
import type { ClassProgress } from "#worker/modules/curriculum/mod.ts";
import { useWords } from "../words.ts";
import { StepTable } from "./steps.tsx";

type ClassCardProps = {
  progress: ClassProgress;
  /** The address of the student's training, where whoever looks may do something about it. */
  here?: string | undefined;
  /** Where a lesson is booked for her, for those who may. */
  book?: string | undefined;
};

/** One class: how far she has come, each step, and what speaks against it today. */
export function ClassCard({ progress, here, book }: ClassCardProps) {
  const t = useWords();
  const nameOf = useClassWords();
  const { grants } = useView();
  const { classCode, done, of } = progress;
  const mayPlan = here && grants.includes("training:plan");
  return (
    <Card
      title={`${classCode} · ${nameOf(classCode)}`}
      actions={
        mayPlan && (
          <LinkButton href={`${here}/plans/${classCode}`} small>
            {t("change_plan")}
          </LinkButton>
        )
      }
    >
      <p class="hint">
        <PlanText progress={progress} /> <Standing progress={progress} />
      </p>
      {!progress.verified && (
        <Alert tone="warning">
          <p>{t("unverified")}</p>
        </Alert>
      )}
      <Progress value={done} max={of} label={t("mandatory")} />
      <div class="stages">
        {progress.stages.map((one) => (
          <Progress
            key={one.stage}
            value={one.done}
            max={one.of}
            label={fill(t("stage"), { n: one.stage })}
          />
        ))}
      </div>
      <Next progress={progress} />
      <StepTable progress={progress} here={here} book={book} />
    </Card>
  );
}

function PlanText({ progress }: { progress: ClassProgress }) {
  const t = useWords();
  const { locale } = useView();
  const { version, startedOn, route } = progress;
  const parts = [
    fill(t("follows"), { version: formatDay(locale, version) }),
    startedOn ? fill(t("started"), { on: formatDay(locale, startedOn) }) : t("not_started"),
    ...(route === "upgrade" ? [t("short_way")] : []),
  ];
  return <>{parts.join(" · ")}</>;
}

function Standing({ progress }: { progress: ClassProgress }) {
  const t = useWords();
  const tests = progress.steps.some(({ requirement }) => requirement.stage === 5);
  if (progress.finished)
    return (
      <Badge tone="success" icon="check">
        {t(tests ? "finished" : "ready_course")}
      </Badge>
    );
  return progress.ready ? (
    <Badge tone="success" icon="check">
      {t("ready")}
    </Badge>
  ) : null;
}

/** What comes next of the mandatory training. */
function Next({ progress }: { progress: ClassProgress }) {
  const t = useWords();
  const { locale } = useView();
  const next =
    progress.steps.find((one) => progress.missing.includes(one.requirement.step) && !one.closed)
      ?.requirement.step ?? progress.missing[0];
  return (
    <p>
      {next ? (
        <>
          <strong>{t("own_next")}:</strong> {nameText(locale, next)}
        </>
      ) : (
        t("own_all_done")
      )}
    </p>
  );
}
