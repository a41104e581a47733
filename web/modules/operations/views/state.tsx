import { Alert } from "#web/ui/alert.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { Time } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { Section } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { fill } from "#web/ui/words.ts";
import type {
  Backed,
  Outbox,
  Sealed,
  Versions,
} from "#worker/modules/operations/overview/input.ts";
import { useFigures } from "../figures.ts";
import { useWords } from "../words.ts";

/** What waits to be delivered, and what nobody tries any more. */
export function Queue({ outbox }: { outbox: Outbox }) {
  const t = useWords();
  const { number, age } = useFigures();
  const { waiting, dead, lagSeconds } = outbox;
  const more = (
    <LinkButton href="/operations/dead-letters" variant="tertiary">
      {t("see_dead")}
    </LinkButton>
  );
  return (
    <Section title={t("queue")} actions={more}>
      <Card>
        <Facts
          items={[
            { label: t("waiting"), value: number(waiting) },
            { label: t("oldest"), value: waiting === 0 ? t("nobody_waits") : age(lagSeconds) },
            {
              label: t("dead"),
              value: <Badge tone={dead > 0 ? "danger" : "success"}>{number(dead)}</Badge>,
            },
          ]}
        />
      </Card>
    </Section>
  );
}

/** Backups with their last proof, and the seals of the audit log. */
export function Safety({ backup, audit }: { backup: Backed; audit: Sealed }) {
  const t = useWords();
  const { number } = useFigures();
  const { proof } = backup;
  const more = (
    <>
      <LinkButton href="/operations/backups" variant="tertiary">
        {t("see_backups")}
      </LinkButton>
      <LinkButton href="/operations/audit" variant="tertiary">
        {t("see_audit")}
      </LinkButton>
    </>
  );
  const sealed = fill(t("sealed_to"), { to: number(audit.toSeq), last: number(audit.lastSeq) });
  return (
    <Section title={t("safety")} actions={more}>
      <Card>
        <Facts
          items={[
            { label: t("backup"), value: backup.at ? <Time at={backup.at} /> : t("no_backup") },
            { label: t("proof"), value: proof ? <Proved proof={proof} /> : t("no_proof") },
            {
              label: t("sealed"),
              value: (
                <>
                  {sealed}
                  {audit.at && (
                    <>
                      {" "}
                      (<Time at={audit.at} />)
                    </>
                  )}
                </>
              ),
            },
            { label: t("check"), value: audit.check && <Checked check={audit.check} /> },
          ]}
        />
      </Card>
    </Section>
  );
}

function Proved({ proof }: { proof: NonNullable<Backed["proof"]> }) {
  const t = useWords();
  const { number } = useFigures();
  const good = fill(t("proof_good"), { rows: number(proof.rows), n: number(proof.seconds) });
  return (
    <>
      <Badge tone={proof.good ? "success" : "danger"}>{proof.good ? good : t("proof_bad")}</Badge>{" "}
      <Time at={proof.at} />
    </>
  );
}

const tones = { whole: "success", broken: "danger", running: "info" } as const;

function Checked({ check }: { check: NonNullable<Sealed["check"]> }) {
  const t = useWords();
  return (
    <>
      <Badge tone={tones[check.state]}>{t(`check_${check.state}`)}</Badge> <Time at={check.at} />
    </>
  );
}

/** Which releases answer, and whether the database is theirs. */
export function VersionsSection({ versions }: { versions: Versions }) {
  const t = useWords();
  const { running, schema, applied, seen } = versions;
  return (
    <Section title={t("versions")}>
      {applied !== schema && (
        <Alert tone="warning">
          {fill(t("schema_behind"), { applied: applied ?? t("nothing"), schema })}
        </Alert>
      )}
      <Card>
        <Facts
          items={[
            { label: t("running"), value: <code>{running}</code> },
            { label: t("schema"), value: <code>{applied ?? t("nothing")}</code> },
          ]}
        />
      </Card>
      {seen.length > 0 && (
        <DataTable
          caption={t("seen")}
          rows={seen}
          rowKey={({ version }) => version}
          columns={[
            { key: "version", label: t("seen"), cell: ({ version }) => <code>{version}</code> },
            { key: "first", label: t("first"), cell: ({ firstAt }) => <Time at={firstAt} /> },
            { key: "last", label: t("last"), cell: ({ lastAt }) => <Time at={lastAt} /> },
          ]}
        />
      )}
    </Section>
  );
}
