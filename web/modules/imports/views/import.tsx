import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Grid, StatCard } from "#web/ui/card.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Import, State } from "#worker/modules/imports/input.ts";
import WorkProgress from "../islands/work_progress.tsx";
import { type ImportWords, useWords } from "../words.ts";
import { StateBadge, useNumber } from "./list.tsx";
import { FileFacts, GiveUp } from "./mapping.tsx";
import { TallyTable } from "./tally.tsx";
import { Used } from "./used.tsx";

type ImportProps = {
  row: Import;
  /** Why it cannot be undone. */
  used?: readonly Reason[];
  /** Who was changed while it was undone, and stayed. */
  left?: readonly Reason[];
  stale?: boolean;
};

const leads: Partial<Record<State, ImportWords>> = {
  checked: "checked_lead",
  done: "done_lead",
  undone: "undone_lead",
  given_up: "given_up_lead",
};

/** One import: how far it is, what was found, and what can be done next. */
export function ImportPage({ row, used = [], left = [], stale }: ImportProps) {
  const t = useWords();
  const lead = leads[row.state];
  return (
    <Page
      title={row.fileName}
      lead={lead && t(lead)}
      crumbs={[{ href: "/imports", label: t("title") }]}
      actions={<StateBadge row={row} />}
    >
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale")}</p>
        </Alert>
      )}
      <Used tone="danger" title={t("used_title")} text={t("used_text")} reasons={used} />
      <Used tone="warning" title={t("left_title")} text={t("left_text")} reasons={left} />
      {row.state === "checking" || row.state === "running" || row.state === "undoing" ? (
        <Working row={row} state={row.state} />
      ) : (
        <>
          <Numbers row={row} />
          <Next row={row} />
          {row.state !== "given_up" && <TallyTable row={row} />}
          <FileFacts row={row} />
          <p class="hint">{t("row_numbers")}</p>
        </>
      )}
    </Page>
  );
}

function Working({ row, state }: { row: Import; state: "checking" | "running" | "undoing" }) {
  const t = useWords();
  const { locale } = useView();
  const total = state === "undoing" ? row.rowCount - row.badCount : row.rowCount;
  if (row.stopped)
    return (
      <Alert tone="danger" title={t("stopped_title")} live>
        <p>{t("stopped_text")}</p>
        <Actions>
          <Step row={row} to="retry" label={t("retry")} />
          {state === "running" && <Undo row={row} />}
        </Actions>
      </Alert>
    );
  return (
    <>
      <WorkProgress
        id={row.id}
        state={state}
        done={row.doneCount}
        total={total}
        label={t(state)}
        locale={locale === "nb" ? "nb-NO" : "en-GB"}
      />
      <p>{t("progress_text")}</p>
      <Actions>
        <LinkButton href={`/imports/${row.id}`}>{t("refresh")}</LinkButton>
      </Actions>
    </>
  );
}

function Numbers({ row }: { row: Import }) {
  const t = useWords();
  const number = useNumber();
  if (row.state === "given_up") return null;
  const link = (kind: string) => `/imports/${row.id}/problems?kind=${kind}`;
  const first =
    row.state === "undone"
      ? { label: t("removed"), value: number(row.doneCount) }
      : {
          label: t(row.state === "done" ? "imported" : "importable"),
          value: number(row.rowCount - row.badCount),
        };
  return (
    <Grid>
      <StatCard {...first} icon="success" tone="success" />
      <StatCard
        label={t("refused")}
        value={number(row.badCount)}
        icon="danger"
        tone={row.badCount ? "danger" : "neutral"}
        {...(row.badCount ? { href: link("refused") } : {})}
      />
      <StatCard
        label={t("repaired")}
        value={number(row.repairedCount)}
        icon="pencil"
        tone="neutral"
        {...(row.repairedCount ? { href: link("repaired") } : {})}
      />
    </Grid>
  );
}

/** What somebody may do now. */
function Next({ row }: { row: Import }) {
  const t = useWords();
  const number = useNumber();
  if (row.state === "done")
    return (
      <Actions>
        <LinkButton href="/students" variant="primary">
          {t("to_students")}
        </LinkButton>
        <Undo row={row} />
      </Actions>
    );
  if (row.state !== "checked") return null;
  const n = row.rowCount - row.badCount;
  const label = n === 1 ? t("run_one") : fill(t("run"), { n: number(n) });
  return (
    <Actions>
      {n > 0 && <Step row={row} to="run" label={label} />}
      <LinkButton href={`/imports/${row.id}/mapping`}>{t("remap")}</LinkButton>
      <GiveUp row={row} />
    </Actions>
  );
}

function Undo({ row }: { row: Import }) {
  const t = useWords();
  return (
    <Confirm
      summary={t("undo")}
      title={t("undo_title")}
      text={t("undo_text")}
      action={`/imports/${row.id}/undo`}
      values={{ version: row.version }}
    />
  );
}

function Step({ row, to, label }: { row: Import; to: "run" | "retry"; label: string }) {
  return (
    <Form action={`/imports/${row.id}/${to}`}>
      <Hidden name="version" value={row.version} />
      <Submit>{label}</Submit>
    </Form>
  );
}
