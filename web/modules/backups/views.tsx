import { Alert } from "#web/ui/alert.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Card } from "#web/ui/card.tsx";
import { Time } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { ErrorSummary, Form, Submit } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { Progress } from "#web/ui/progress.tsx";
import { DataTable } from "#web/ui/table.tsx";
import type { Tone } from "#web/ui/tone.ts";
import { useView } from "#web/ui/view.ts";
import type { Draft } from "#worker/lib/input.ts";
import type { Paged } from "#worker/lib/list.ts";
import type { Backup, Proof } from "#worker/modules/backups/input.ts";
import { useWords } from "./words.ts";

const here = "/operations/backups";

type BackupsPageProps = { page: Paged<Backup>; proof: Proof | undefined; draft: Draft<unknown> };

/** The backups there are, the one under way, and what the last drill found. */
export function BackupsPage({ page, proof, draft }: BackupsPageProps) {
  const t = useWords();
  const running = page.items.find(({ endedAt }) => endedAt === null);
  const run = running === undefined && (
    <Form action={here} draft={draft} once>
      <Submit icon="download">{t("run")}</Submit>
    </Form>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={run}>
      <ErrorSummary draft={draft} labels={{ kind: t("kind") }} />
      {running && <Running backup={running} />}
      <Section title={t("proof")}>
        <p class="hint">{t("proof_hint")}</p>
        {proof ? <Proven proof={proof} /> : <Alert tone="warning">{t("no_proof")}</Alert>}
      </Section>
      <Section title={t("list")}>
        <BackupTable items={page.items} />
        <Pager after={page.after} />
      </Section>
    </Page>
  );
}

function Running({ backup }: { backup: Backup }) {
  const t = useWords();
  const { state, tablesDone, tables, partsChecked, parts } = backup;
  return (
    <Card>
      <p>{t("running")}</p>
      {state === "reading" ? (
        <Progress value={tablesDone} max={tables} label={t("reading_tables")} />
      ) : (
        <Progress value={partsChecked} max={parts} label={t("checking_parts")} />
      )}
    </Card>
  );
}

function Proven({ proof }: { proof: Proof }) {
  const t = useWords();
  const number = useNumber();
  const good = proof.equal && proof.orphans === 0;
  return (
    <Card>
      <Facts
        items={[
          { label: t("proof_at"), value: <Time at={proof.at} /> },
          {
            label: t("proof_result"),
            value: (
              <Badge tone={good ? "success" : "danger"}>{t(good ? "equal" : "not_equal")}</Badge>
            ),
          },
          { label: t("proof_rows"), value: number(proof.rows) },
          { label: t("proof_seconds"), value: number(proof.seconds) },
        ]}
      />
    </Card>
  );
}

const tones: Record<Backup["state"], Tone> = {
  reading: "info",
  checking: "info",
  done: "success",
  failed: "danger",
};

function BackupTable({ items }: { items: readonly Backup[] }) {
  const t = useWords();
  const number = useNumber();
  return (
    <DataTable
      caption={t("list")}
      rows={items}
      rowKey={(row) => row.id}
      empty={<EmptyState icon="download" title={t("empty")} text={t("empty_text")} />}
      columns={[
        { key: "started", label: t("started"), cell: (row) => <Time at={row.startedAt} /> },
        { key: "kind", label: t("kind"), cell: (row) => t(`kind_${row.kind}`) },
        {
          key: "state",
          label: t("state"),
          cell: (row) => <Badge tone={tones[row.state]}>{t(`state_${row.state}`)}</Badge>,
        },
        {
          key: "settled",
          label: t("settled"),
          cell: (row) =>
            row.state === "done" ? t(row.settled ? "settled_yes" : "settled_no") : "–",
        },
        { key: "rows", label: t("rows"), align: "end", cell: (row) => number(row.rows) },
        {
          key: "size",
          label: t("size"),
          align: "end",
          cell: (row) => `${number(Math.ceil(row.bytes / 1024))} kB`,
        },
      ]}
    />
  );
}

function useNumber() {
  const { locale } = useView();
  return (n: number) => n.toLocaleString(locale === "nb" ? "nb-NO" : "en-GB");
}
