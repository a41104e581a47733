import { Badge } from "#web/ui/badge.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatInstant, Time } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Form } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { Timeline } from "#web/ui/timeline.tsx";
import type { Tone } from "#web/ui/tone.ts";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { useAction } from "#web/words.ts";
import {
  openStates,
  type State,
  type Step,
  type Visit,
  type VisitDetail,
} from "#worker/modules/visits/input.ts";
import { useWords } from "./words.ts";

/** Where the page stands: what support has asked for, or what a school is asked. */
type Side = "/platform/visits" | "/visits";

const tones: Record<State, Tone> = {
  asked: "warning",
  approved: "info",
  refused: "neutral",
  running: "danger",
  ended: "neutral",
  lapsed: "neutral",
};

/** Every visit of one side, the open ones first. */
export function VisitsPage({ visits, at }: { visits: readonly Visit[]; at: Side }) {
  const t = useWords();
  const asking = at === "/platform/visits";
  const toSchools = <LinkButton href="/platform/schools">{t("to_schools")}</LinkButton>;
  return (
    <Page
      title={t(asking ? "asked_title" : "title")}
      lead={t(asking ? "asked_lead" : "lead")}
      actions={asking && toSchools}
    >
      <DataTable
        caption={t("title")}
        rows={visits}
        rowKey={({ id }) => id}
        href={({ id }) => `${at}/${id}`}
        empty={
          <EmptyState
            icon="people"
            title={t("empty")}
            text={t(asking ? "asked_empty_text" : "empty_text")}
          />
        }
        columns={[
          asking
            ? { key: "school", label: t("school"), cell: ({ school }) => school }
            : { key: "asker", label: t("asker"), cell: ({ asker }) => asker },
          { key: "person", label: t("person"), cell: ({ person }) => person },
          { key: "reason", label: t("reason"), cell: ({ reason }) => reason },
          { key: "state", label: t("state"), cell: (visit) => <Standing visit={visit} /> },
          { key: "at", label: t("asked_at"), cell: ({ askedAt }) => <Time at={askedAt} /> },
        ]}
      />
    </Page>
  );
}

function Standing({ visit: { state } }: { visit: Visit }) {
  const t = useWords();
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
}

type VisitProps = VisitDetail & { at: Side; own: boolean };

/** One visit: who, as whom and why, what can be done about it, and what was done. */
export function VisitPage({ visit, steps, looks, at, own }: VisitProps) {
  const t = useWords();
  const { asker, person } = visit;
  return (
    <Page
      title={fill(t("visit_title"), { asker, person })}
      lead={t("what_is_hidden")}
      crumbs={[{ href: at, label: t("title") }]}
      narrow
    >
      <Card>
        <Known visit={visit} />
      </Card>
      {at === "/visits" && visit.state === "asked" && <p class="hint">{t("answer_hint")}</p>}
      {at === "/visits" ? <Answers visit={visit} own={own} /> : <WayIn visit={visit} />}
      <Section title={t("steps")}>
        <Steps steps={steps} empty={t("no_steps")} />
      </Section>
      {at === "/visits" && (
        <Section title={t("looks")}>
          <Steps steps={looks.items} empty={t("no_looks")} />
          <Pager after={looks.after} />
        </Section>
      )}
    </Page>
  );
}

function Known({ visit }: { visit: Visit }) {
  const t = useWords();
  const { locale } = useView();
  const { school, reason, caseNumber, askedAt, decider, decidedAt, startedAt, until } = visit;
  const { state } = visit;
  const open = openStates.some((one) => one === state);
  const over = visit.endedAt ?? (state === "ended" ? until : undefined);
  const at = decidedAt && formatInstant(locale, decidedAt);
  const time = (label: string, instant: string | null | undefined) =>
    instant ? [{ label, value: <Time at={instant} /> }] : [];
  return (
    <Facts
      items={[
        { label: t("state"), value: <Standing visit={visit} /> },
        { label: t("school"), value: school },
        { label: t("reason"), value: reason },
        { label: t("case_number"), value: caseNumber },
        ...time(t("asked_at"), askedAt),
        ...(at
          ? [{ label: t("decided"), value: fill(t("decided_by"), { who: decider ?? "–", at }) }]
          : []),
        ...time(t("started_at"), startedAt),
        ...time(t("until"), open ? until : undefined),
        ...time(t("ended_at"), over),
      ]}
    />
  );
}

/** What an owner can do. One who has asked herself only takes it back. */
function Answers({ visit, own }: { visit: Visit; own: boolean }) {
  const t = useWords();
  const { state } = visit;
  const button = (to: string, label: string, tone: Tone, variant: "primary" | "secondary") => (
    <Form action={`/visits/${visit.id}/${to}`}>
      <Submit tone={tone} variant={variant}>
        {label}
      </Submit>
    </Form>
  );
  if (state === "asked")
    return (
      <Actions>
        {!own && button("approval", t("approve"), "accent", "primary")}
        {button("refusal", t("refuse"), "neutral", "secondary")}
      </Actions>
    );
  if (state === "approved") return button("end", t("withdraw_yes"), "danger", "primary");
  return state === "running" ? button("end", t("end"), "danger", "primary") : null;
}

/** What support can do about what she has asked. */
function WayIn({ visit }: { visit: Visit }) {
  const t = useWords();
  const { state } = visit;
  const at = `/platform/visits/${visit.id}`;
  if (!openStates.some((open) => open === state)) return null;
  return (
    <>
      {state === "approved" && <p class="hint">{t("start_hint")}</p>}
      <Actions>
        {state === "approved" && (
          <Form action={`${at}/start`}>
            <Submit>{t("start")}</Submit>
          </Form>
        )}
        <Form action={`${at}/withdrawal`}>
          <Submit variant="secondary">
            {t(state === "running" ? "end" : state === "approved" ? "call_off" : "withdraw")}
          </Submit>
        </Form>
      </Actions>
    </>
  );
}

function Steps({ steps, empty }: { steps: readonly Step[]; empty: string }) {
  const t = useWords();
  const say = useAction();
  if (steps.length === 0) return <EmptyState icon="clock" title={empty} />;
  const who = ({ who, onBehalfOf }: Step) =>
    onBehalfOf ? fill(t("behalf"), { who: who ?? "–", other: onBehalfOf }) : (who ?? t("system"));
  return (
    <Timeline
      items={steps.map((step) => ({
        ...{ key: step.id, at: step.at, who: who(step), title: say(step.action) },
        ...(step.page && { text: <code>{step.page}</code> }),
      }))}
    />
  );
}
