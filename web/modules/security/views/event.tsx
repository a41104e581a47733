import { Alert } from "#web/ui/alert.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Actions } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { Time } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { constraints, ErrorSummary, Field, Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Timeline } from "#web/ui/timeline.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { useAction } from "#web/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { blockHours, Dismissal, type SecurityEventDetail } from "#worker/modules/security/input.ts";
import { useWords } from "../words.ts";
import { levelTones, stateTones } from "./tones.ts";

type EventPageProps = { event: SecurityEventDetail; draft: Draft<unknown>; stale?: boolean };

/** One event: what is known of it, what can be done, and what was done. */
export function EventPage({ event, draft, stale }: EventPageProps) {
  const t = useWords();
  const { grants } = useView();
  const crumbs = [{ href: "/security", label: t("title") }];
  return (
    <Page title={t(event.rule)} lead={t(`${event.rule}_hint`)} crumbs={crumbs} narrow>
      <ErrorSummary draft={draft} labels={{ reason: t("reason"), address: t("address") }} />
      {stale && (
        <Alert tone="warning" live>
          {t("stale")}
        </Alert>
      )}
      <Known event={event} />
      {grants.includes("security:write") && <Acts event={event} draft={draft} />}
      <Done event={event} />
    </Page>
  );
}

function Known({ event }: { event: SecurityEventDetail }) {
  const t = useWords();
  const { accounts, unknownAccounts, addresses, about } = event;
  const people = accounts.map(({ name, email }) => `${name} (${email})`);
  const list = (items: readonly string[]) => (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
  const some = (label: string, items: readonly string[]) =>
    items.length > 0 ? [{ label, value: list(items) }] : [];
  return (
    <Card>
      <Facts
        items={[
          {
            label: t("level"),
            value: <Badge tone={levelTones[event.level]}>{t(`level_${event.level}`)}</Badge>,
          },
          {
            label: t("state"),
            value: <Badge tone={stateTones[event.state]}>{t(`state_${event.state}`)}</Badge>,
          },
          ...(event.reason ? [{ label: t("reason"), value: event.reason }] : []),
          { label: t("first"), value: <Time at={event.firstAt} /> },
          { label: t("last"), value: <Time at={event.lastAt} /> },
          { label: t("hits"), value: event.hits },
          ...some(t("accounts"), people),
          ...(unknownAccounts > 0
            ? [{ label: t("unknown_accounts"), value: unknownAccounts }]
            : []),
          ...some(t("addresses"), addresses),
          ...some(t("about"), about),
        ]}
      />
    </Card>
  );
}

function Acts({ event, draft }: { event: SecurityEventDetail; draft: Draft<unknown> }) {
  const t = useWords();
  const here = `/security/${event.id}`;
  return (
    <Section title={t("acts")}>
      <p class="hint">{t("acts_hint")}</p>
      {event.userId !== null && (
        <>
          <Form action={`${here}/sessions`}>
            <p>{t("end_sessions_hint")}</p>
            <Submit variant="secondary" tone="danger">
              {t("end_sessions")}
            </Submit>
          </Form>
          <Form action={`${here}/proof`}>
            <p>{t("demand_proof_hint")}</p>
            <Submit variant="secondary">{t("demand_proof")}</Submit>
          </Form>
        </>
      )}
      {event.blockable && event.address !== null && (
        <Form action={`${here}/block`} draft={draft} once>
          <p>{fill(t("block_hint"), { address: event.address })}</p>
          <Actions>
            {blockHours.map((hours) => (
              <Submit key={hours} variant="secondary" name="hours" value={hours}>
                {t(`block_${hours}`)}
              </Submit>
            ))}
          </Actions>
        </Form>
      )}
      {event.state !== "dismissed" && (
        <Form action={`${here}/dismissal`} draft={draft}>
          <Hidden name="version" value={event.version} />
          <Field
            name="reason"
            label={t("reason")}
            hint={t("reason_hint")}
            draft={draft}
            rules={constraints(Dismissal)}
          />
          <Submit variant="secondary">{t("dismiss")}</Submit>
        </Form>
      )}
    </Section>
  );
}

function Done({ event }: { event: SecurityEventDetail }) {
  const t = useWords();
  const action = useAction();
  if (event.steps.length === 0)
    return (
      <Section title={t("done")}>
        <p>{t("nothing_done")}</p>
      </Section>
    );
  return (
    <Section title={t("done")}>
      <Timeline
        items={event.steps.map((step) => ({
          at: step.at,
          title: action(step.action),
          who: step.who ?? t("someone"),
          ...(step.reason ? { text: step.reason } : {}),
        }))}
      />
    </Section>
  );
}
