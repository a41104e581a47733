import { Time } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { constraints, ErrorSummary, Field, Form, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useProblem } from "#web/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import type { Paged } from "#worker/lib/list.ts";
import { type DeadLetter, Treatment } from "#worker/modules/operations/dead_letters/input.ts";
import { useDeadWords, useWords } from "../words.ts";

const here = "/operations/dead-letters";
const rules = constraints(Treatment);

type DeadLettersPageProps = { page: Paged<DeadLetter>; draft: Draft<unknown> };

/** What was given up and why, to be tried once more or put away. */
export function DeadLettersPage({ page, draft }: DeadLettersPageProps) {
  const t = useDeadWords();
  const w = useWords();
  const labels = { ids: t("ids"), reason: t("reason"), act: t("act") };
  const list = <DeadTable items={page.items} />;
  return (
    <Page title={t("title")} lead={t("lead")} crumbs={[{ href: "/operations", label: w("title") }]}>
      <ErrorSummary draft={draft} labels={labels} />
      {page.items.length === 0 ? (
        list
      ) : (
        <Form action={here} draft={draft}>
          {list}
          <div class="bulkbar stack">
            <p>
              {t("chosen")} <span data-picked aria-live="polite" />
            </p>
            <div class="actions">
              <Submit name="act" value="replay">
                {t("replay")}
              </Submit>
            </div>
            <Field
              name="reason"
              label={t("reason")}
              hint={t("reason_hint")}
              draft={draft}
              rules={rules}
              sometimes
            />
            <div class="actions">
              <Submit name="act" value="dismiss" variant="secondary" tone="danger">
                {t("dismiss")}
              </Submit>
            </div>
          </div>
        </Form>
      )}
      <Pager after={page.after} />
    </Page>
  );
}

const known = {
  "mails.written": "mails_written",
  "invoices.issued": "invoices_issued",
  "privacy.erased": "privacy_erased",
} as const;

function DeadTable({ items }: { items: readonly DeadLetter[] }) {
  const t = useDeadWords();
  const problem = useProblem();
  const topic = (one: string) => (one in known ? t(known[one as keyof typeof known]) : one);
  // A reactor's own refusal is a code of the words; anything else is what the other side said.
  const why = (said: string | null) =>
    said === null ? t("unknown_error") : /^[a-z_]+\.[a-z_]+$/.test(said) ? problem(said) : said;
  return (
    <DataTable
      caption={t("list")}
      rows={items}
      rowKey={({ id }) => id}
      selectable={{ label: (row) => `${topic(row.topic)}, ${row.schoolName ?? t("platform")}` }}
      empty={<EmptyState icon="check" title={t("empty")} text={t("empty_text")} />}
      columns={[
        { key: "topic", label: t("topic"), cell: (row) => topic(row.topic) },
        { key: "school", label: t("school"), cell: (row) => row.schoolName ?? t("platform") },
        { key: "why", label: t("why"), cell: (row) => why(row.lastError) },
        { key: "at", label: t("at"), cell: (row) => <Time at={row.at} />, hideOnPhone: true },
        { key: "dead", label: t("dead_at"), cell: (row) => <Time at={row.deadAt} /> },
        { key: "attempts", label: t("attempts"), align: "end", cell: (row) => row.attempts },
      ]}
    />
  );
}
