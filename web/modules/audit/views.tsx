import { Alert } from "#web/ui/alert.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { Time } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Form, Submit } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Progress } from "#web/ui/progress.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { fill } from "#web/ui/words.ts";
import type { Check, FindingShown, LogState, SealShown } from "#worker/modules/audit/input.ts";
import { useWords } from "./words.ts";

const here = "/operations/audit";
const tones = { running: "info", whole: "success", broken: "danger" } as const;

/** How far the log is sealed, when it was looked through, and what that found. */
export function AuditPage({ log }: { log: LogState }) {
  const t = useWords();
  const [newest] = log.checks;
  const running = newest?.state === "running" ? newest : undefined;
  return (
    <Page title={t("title")} lead={t("lead")}>
      {running && <Running check={running} />}
      {newest?.state === "broken" && <Broken findings={newest.findings} />}
      <Card>
        <State log={log} />
      </Card>
      {!running && (
        <Form action={`${here}/checks`} once>
          <Actions>
            <Submit>{t("verify")}</Submit>
          </Actions>
        </Form>
      )}
      <Section title={t("checks")}>
        <Checks checks={log.checks} />
      </Section>
      <Section title={t("seals")}>
        <Seals seals={log.seals} />
      </Section>
    </Page>
  );
}

function State({ log: { lastSeq, seals, checks } }: { log: LogState }) {
  const t = useWords();
  const [seal] = seals;
  const last = checks.find(({ finishedAt }) => finishedAt !== null);
  const sealed = seal && fill(t("sealed_row"), { seq: seal.toSeq, n: seal.n });
  return (
    <Facts
      items={[
        { label: t("sealed"), value: sealed ?? t("not_sealed") },
        { label: t("sealed_at"), value: seal && <Time at={seal.at} /> },
        { label: t("waiting"), value: fill(t("rows"), { n: lastSeq - (seal?.toSeq ?? 0) }) },
        { label: t("verified"), value: last?.finishedAt ? <Verified check={last} /> : t("never") },
      ]}
    />
  );
}

function Verified({ check }: { check: Check }) {
  return (
    <>
      <Time at={check.finishedAt ?? check.startedAt} /> <Result check={check} />
    </>
  );
}

function Result({ check }: { check: Check }) {
  const t = useWords();
  return <Badge tone={tones[check.state]}>{t(check.state)}</Badge>;
}

function Running({ check }: { check: Check }) {
  const t = useWords();
  return (
    <>
      <Progress
        value={check.nextSeq - check.fromSeq}
        max={Math.max(check.toSeq - check.fromSeq + 1, 1)}
        label={t("progress")}
      />
      <p>{t("progress_text")}</p>
      <Actions>
        <LinkButton href={here}>{t("refresh")}</LinkButton>
      </Actions>
    </>
  );
}

function Broken({ findings }: { findings: readonly FindingShown[] }) {
  const t = useWords();
  const name = (what: string) => t(what as "row_changed");
  return (
    <Alert tone="danger" title={t("broken_title")}>
      <p>{t("broken_text")}</p>
      <DataTable
        caption={t("findings")}
        rows={findings.slice(0, 20)}
        rowKey={({ what, seq, n }) => `${what} ${seq} ${n}`}
        columns={[
          { key: "what", label: t("finding"), cell: ({ what }) => name(what) },
          { key: "where", label: t("where"), cell: (found) => <Where found={found} /> },
        ]}
      />
    </Alert>
  );
}

function Where({ found: { seq, n } }: { found: FindingShown }) {
  const t = useWords();
  if (seq !== undefined) return <>{fill(t("row"), { n: seq })}</>;
  return <>{n === undefined ? "–" : fill(t("seal"), { n })}</>;
}

function Checks({ checks }: { checks: readonly Check[] }) {
  const t = useWords();
  return (
    <DataTable
      caption={t("checks")}
      rows={checks}
      rowKey={({ id }) => id}
      empty={<EmptyState icon="check" title={t("no_checks")} />}
      columns={[
        { key: "started", label: t("started"), cell: ({ startedAt }) => <Time at={startedAt} /> },
        {
          key: "rows",
          label: t("from_to"),
          cell: ({ fromSeq, toSeq }) => `${fromSeq}–${toSeq}`,
          align: "end",
        },
        { key: "result", label: t("result"), cell: (check) => <Result check={check} /> },
      ]}
    />
  );
}

function Seals({ seals }: { seals: readonly SealShown[] }) {
  const t = useWords();
  return (
    <DataTable
      caption={t("seals")}
      rows={seals}
      rowKey={({ n }) => String(n)}
      empty={<EmptyState icon="check" title={t("not_sealed")} />}
      columns={[
        { key: "n", label: t("n"), cell: ({ n }) => n },
        { key: "rows", label: t("from_to"), cell: (s) => `${s.fromSeq}–${s.toSeq}`, align: "end" },
        {
          key: "hash",
          label: t("hash"),
          cell: ({ hash }) => <code>{hash.slice(0, 16)}</code>,
          hideOnPhone: true,
        },
        { key: "at", label: t("at"), cell: ({ at }) => <Time at={at} />, align: "end" },
      ]}
    />
  );
}
