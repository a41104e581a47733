import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Day } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Form, Hidden, Submit } from "#web/ui/form.tsx";
import { formatInstant } from "#web/ui/formats.ts";
import { Page, Section } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Held, Listed, Waiting } from "#worker/modules/privacy/input.ts";
import { useTable } from "./copy_words.ts";
import { useWords } from "./words.ts";

/** Erasures that wait, of the whole school. */
export function WaitingPage({ rows }: { rows: readonly Listed[] }) {
  const t = useWords();
  const when = (on: string) => (on > "9" ? t("waits") : <Day date={on.slice(0, 10)} />);
  return (
    <Page title={t("title")} lead={t("list_lead")}>
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={({ id }) => id}
        href={({ id }) => `/privacy/${id}`}
        empty={<EmptyState icon="lock" title={t("nobody")} text={t("nobody_text")} />}
        columns={[
          { key: "name", label: t("name"), cell: ({ name }) => name },
          { key: "number", label: t("number"), cell: ({ number }) => number, align: "end" },
          { key: "on", label: t("on"), cell: ({ on }) => when(on), align: "end" },
        ]}
      />
    </Page>
  );
}

type PrivacyProps = {
  person: { id: string; number: number; firstName: string; lastName: string };
  erasedAt: string | null;
  waiting: Waiting | null;
  held: readonly Held[];
  /** Whether whoever looks may be the second person. */
  second: boolean;
  against: readonly Reason[];
  draft: Draft<unknown>;
};

/** One person: her copy, and what erasing her would do and leave. */
export function PrivacyPage({ person, erasedAt, waiting, held, second, against }: PrivacyProps) {
  const t = useWords();
  const { locale } = useView();
  const at = `/privacy/${person.id}`;
  const name = `${person.firstName} ${person.lastName}`;
  return (
    <Page
      title={`${t("title")}: ${name} (${person.number})`}
      lead={t("lead")}
      crumbs={[
        { href: "/students", label: t("students") },
        { href: `/students/${person.id}`, label: name },
      ]}
    >
      {erasedAt && (
        <Alert tone="info">
          <p>{fill(t("erased"), { at: formatInstant(locale, erasedAt) })}</p>
        </Alert>
      )}
      <Section title={t("copy_title")}>
        <p>{t("copy_text")}</p>
        <Actions>
          <LinkButton href={`${at}/copy`}>{t("copy")}</LinkButton>
          <LinkButton href={`${at}/file`} icon="download">
            {t("file")}
          </LinkButton>
        </Actions>
      </Section>
      {!erasedAt && (
        <Section title={t("erase_title")}>
          {waiting && <WaitingBox at={at} waiting={waiting} second={second} />}
          <Reasons title={t("not_now")} reasons={against} />
          {!waiting && against.length === 0 && (
            <Confirm
              summary={t("erase")}
              title={t("erase_question")}
              text={t("erase_text")}
              action={`${at}/erasure`}
              once
            />
          )}
        </Section>
      )}
      <Section title={t("held_title")}>
        <HeldTable held={held} />
      </Section>
    </Page>
  );
}

type BoxProps = { at: string; waiting: Waiting; second: boolean };

function WaitingBox({ at, waiting, second }: BoxProps) {
  const t = useWords();
  const { locale } = useView();
  const { version, requestedByName, dueAt } = waiting;
  const on = dueAt > "9" ? "–" : formatInstant(locale, dueAt);
  return (
    <>
      <Alert tone="warning" title={t("waiting_title")}>
        <p>{fill(t("waiting_text"), { name: requestedByName ?? "TMS", at: on })}</p>
        {!second && <p>{t("own_request")}</p>}
      </Alert>
      <Actions>
        {second && (
          <Confirm
            summary={t("confirm")}
            title={t("confirm_question")}
            text={t("confirm_text")}
            action={`${at}/confirmation`}
            values={{ version }}
          />
        )}
        <Form action={`${at}/withdrawal`} inline>
          <Hidden name="version" value={version} />
          <Submit variant="secondary">{t("withdraw")}</Submit>
        </Form>
      </Actions>
    </>
  );
}

function HeldTable({ held }: { held: readonly Held[] }) {
  const t = useWords();
  const table = useTable();
  const many = (n: number) => (n >= 100 ? "100+" : String(n));
  return (
    <DataTable
      caption={t("held_title")}
      rows={held.map((one, at) => ({ ...one, at }))}
      rowKey={({ at }) => String(at)}
      columns={[
        { key: "table", label: t("held"), cell: (row) => table(row.table as "students") },
        { key: "n", label: t("n"), cell: ({ n }) => many(n), align: "end" },
        { key: "fate", label: t("fate"), cell: ({ fate }) => t(fate) },
        { key: "stays", label: t("stays"), cell: ({ stays }) => t(stays ?? "nothing_stays") },
      ]}
    />
  );
}
