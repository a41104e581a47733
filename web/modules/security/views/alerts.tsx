import { Alert } from "#web/ui/alert.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Time } from "#web/ui/date.tsx";
import { typed } from "#web/ui/draft.ts";
import { EmptyState } from "#web/ui/empty.tsx";
import { Choice, constraints, ErrorSummary, Field, Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import type { Tone } from "#web/ui/tone.ts";
import { useProblem } from "#web/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import {
  type Alerts,
  AlertsForm,
  type Delivery,
  type HookState,
  leasts,
} from "#worker/modules/security/alerts/input.ts";
import { useWords } from "../words.ts";

const here = "/security/alerts";
const rules = constraints(AlertsForm);

type AlertsPageProps = {
  alerts: Alerts;
  last: readonly Delivery[];
  draft: Draft<unknown>;
  /** A secret that was made just now: it is never shown again. */
  secret: string | undefined;
};

/** Who is told of events, a way to try it, and what became of the last alerts. */
export function AlertsPage({ alerts, last, draft, secret }: AlertsPageProps) {
  const t = useWords();
  const crumbs = [{ href: "/security", label: t("title") }];
  const labels = { least: t("least"), mails: t("mails"), hookUrl: t("hook_url") };
  return (
    <Page title={t("alerts")} lead={t("alerts_lead")} crumbs={crumbs} narrow>
      <ErrorSummary draft={draft} labels={labels} />
      {secret && (
        <Alert tone="success" title={t("your_secret")} live>
          <p>
            <code>{secret}</code>
          </p>
        </Alert>
      )}
      <AlertsFormFields draft={draft} />
      {(alerts.mails.length > 0 || alerts.hookUrl) && (
        <Section title={t("try")}>
          <Form action={`${here}/test`} once>
            <p>{t("try_hint")}</p>
            <Submit variant="secondary">{t("try")}</Submit>
          </Form>
        </Section>
      )}
      {alerts.hookUrl && (
        <Section title={t("secret")}>
          <Form action={`${here}/secret`}>
            <p>{t("secret_hint")}</p>
            <Submit variant="secondary">{t("new_secret")}</Submit>
          </Form>
        </Section>
      )}
      <Section title={t("sent_last")}>
        <Last last={last} />
      </Section>
    </Page>
  );
}

function AlertsFormFields({ draft }: { draft: Draft<unknown> }) {
  const t = useWords();
  return (
    <Form action={here} draft={draft}>
      <Hidden name="version" value={typed(draft, "version")} />
      <Choice
        name="least"
        label={t("least")}
        draft={draft}
        rules={rules}
        options={leasts.map((value) => ({ value, label: t(`least_${value}`) }))}
      />
      <Field
        name="mails"
        label={t("mails")}
        hint={t("mails_hint")}
        type="textarea"
        rows={3}
        draft={draft}
        rules={rules}
      />
      <Field
        name="hookUrl"
        label={t("hook_url")}
        hint={t("hook_url_hint")}
        inputmode="url"
        draft={draft}
        rules={rules}
      />
      <Submit>{t("save_alerts")}</Submit>
    </Form>
  );
}

const tones: Record<HookState, Tone> = {
  none: "neutral",
  waiting: "info",
  sent: "success",
  failed: "danger",
};

function Last({ last }: { last: readonly Delivery[] }) {
  const t = useWords();
  const problem = useProblem();
  return (
    <DataTable
      caption={t("sent_last")}
      rows={last}
      rowKey={(row) => row.id}
      empty={<EmptyState icon="mail" title={t("none_sent")} />}
      columns={[
        { key: "when", label: t("when"), cell: (row) => <Time at={row.createdAt} /> },
        { key: "kind", label: t("kind"), cell: (row) => t(row.test ? "kind_test" : "kind_event") },
        { key: "mails", label: t("mails_sent"), align: "end", cell: (row) => row.mails },
        {
          key: "hook",
          label: t("hook"),
          cell: (row) => <Badge tone={tones[row.hook]}>{t(`hook_${row.hook}`)}</Badge>,
        },
        {
          key: "answer",
          label: t("answer"),
          cell: (row) =>
            [row.status, row.why && problem(row.why)].filter(Boolean).join(": ") || "–",
        },
        { key: "attempts", label: t("attempts"), align: "end", cell: (row) => row.attempts },
      ]}
    />
  );
}
