import { Card } from "#web/ui/card.tsx";
import { formatDay } from "#web/ui/date.tsx";
import { Choice, constraints, Field, Form, Hidden, Submit } from "#web/ui/form.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText } from "#web/words.ts";
import type { ClassProgress, StepChange } from "#worker/modules/curriculum/mod.ts";
import { routes } from "#worker/modules/curriculum/steps/input.ts";
import { type Move, PlanInput } from "#worker/modules/training/input.ts";
import { useWords } from "../words.ts";
import { Buttons, FormFrame, type Shown } from "./frame.tsx";
import { addressOf } from "./training.tsx";

const rules = constraints(PlanInput);
const optional = { version: rules.version, route: { ...rules.route, required: true } };

type PlanFormProps = Shown & { progress: ClassProgress; move: Move };

/** Moves a student to another curriculum: first what would change, then the button that does it. */
export function PlanForm({ progress, move, ...shown }: PlanFormProps) {
  const t = useWords();
  const { draft, training } = shown;
  const here = `${addressOf(training)}/plans/${progress.classCode}`;
  const labels = { version: t("version"), route: t("route"), startedOn: t("startedOn") };
  return (
    <FormFrame
      {...shown}
      title={fill(t("plan_title"), { class: progress.classCode })}
      labels={labels}
    >
      <form method="get" action={here} class="form">
        <Choices {...shown} progress={progress} />
        <Submit variant="secondary">{t("show_changes")}</Submit>
      </form>
      <Card title={t("changes")} tinted>
        <Changes changes={move.changes} />
        <Form action={here}>
          <Hidden name="version" value={move.version} />
          <Hidden name="route" value={move.route} />
          <Hidden name="students" value={training.version} />
          <Field
            name="startedOn"
            label={t("startedOn")}
            size="medium"
            draft={draft}
            rules={rules}
          />
          <Buttons training={training} label={t("move")} />
        </Form>
      </Card>
    </FormFrame>
  );
}

function Choices({ draft, progress }: Pick<Shown, "draft"> & { progress: ClassProgress }) {
  const t = useWords();
  const { locale } = useView();
  return (
    <>
      <Choice
        name="version"
        label={t("version")}
        draft={draft}
        rules={optional}
        options={progress.versions.map((value) => ({
          value,
          label: fill(t("version_from"), { on: formatDay(locale, value) }),
        }))}
      />
      {progress.upgrade && (
        <Choice
          name="route"
          label={t("route")}
          draft={draft}
          rules={optional}
          options={routes.map((value) => ({ value, label: t(`route_${value}`) }))}
        />
      )}
    </>
  );
}

function Changes({ changes }: { changes: readonly StepChange[] }) {
  const t = useWords();
  const { locale } = useView();
  const said = (change: StepChange, which: 0 | 1) => {
    const state = change.state[which];
    if (state === null) return t("absent");
    return `${change.minutes[which] ?? t("unknown")} ${t("minutes_unit")} · ${t(`state_${state}`)}`;
  };
  return (
    <DataTable
      caption={t("changes")}
      rows={changes}
      rowKey={(row) => row.step}
      empty={<p>{t("no_changes")}</p>}
      columns={[
        { key: "step", label: t("step"), cell: (row) => nameText(locale, row.step) },
        { key: "before", label: t("before"), cell: (row) => said(row, 0) },
        { key: "after", label: t("after"), cell: (row) => said(row, 1) },
      ]}
    />
  );
}
