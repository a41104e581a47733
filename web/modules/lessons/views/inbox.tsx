import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Inbox, Waiting } from "#worker/modules/lessons/input.ts";
import { useWords } from "../words.ts";
import { useLessonName, When } from "./parts.tsx";

/** What waits to be attested: one's own first, the oldest first, one press from the form. */
export function InboxPage({ inbox }: { inbox: Inbox }) {
  const t = useWords();
  const { grants } = useView();
  const { own, objected, others, after } = inbox;
  const note = grants.includes("bookings:write") && (
    <LinkButton href="/bookings/new?held=yes">{t("note_held")}</LinkButton>
  );
  const any = grants.includes("lessons:attest_any");
  const teaches = grants.includes("lessons:attest");
  // Who may attest her own only has nothing to do with the others'; the office sees what is late.
  const follows = any || !teaches;
  const shown = own.length + objected.length + (follows ? others.length : 0);
  if (shown === 0) {
    return (
      <Page title={t("title")} lead={t("lead")} actions={note}>
        <EmptyState icon="check" title={t("none")} text={t("none_text")} />
      </Page>
    );
  }
  return (
    <Page title={t("title")} lead={t("lead")} actions={note}>
      {teaches && (
        <Section title={t("own")}>
          {own.length === 0 && <p class="hint">{t("none_own")}</p>}
          <List items={own} may />
        </Section>
      )}
      {objected.length > 0 && (
        <Section title={t("objected")}>
          <List items={objected} may={false} />
        </Section>
      )}
      {follows && (
        <Section title={t("others")}>
          {others.length === 0 && <p class="hint">{t("none_others")}</p>}
          <List items={others} may={any} />
          <Pager after={after} />
        </Section>
      )}
    </Page>
  );
}

const DAY = 86_400_000;

function List({ items, may }: { items: readonly Waiting[]; may: boolean }) {
  const t = useWords();
  const lessonName = useLessonName();
  const { now } = useView();
  if (items.length === 0) return null;
  return (
    <ul class="inbox">
      {items.map((one) => {
        const { id, student, instructor, startsAt, endsAt, objection } = one;
        const days = Math.floor((Date.parse(now) - Date.parse(startsAt)) / DAY);
        return (
          <li key={id} class="ds-card">
            <div>
              <p class="inbox-title">
                <a class="ds-link" href={`/lessons/${id}`}>
                  {student}
                </a>{" "}
                {days > 0 && !objection && (
                  <Badge tone={days > 2 ? "danger" : "warning"}>
                    {days === 1 ? t("waiting_day") : fill(t("waiting_days"), { n: days })}
                  </Badge>
                )}
              </p>
              <p>
                <When startsAt={startsAt} endsAt={endsAt} />
              </p>
              <p class="hint">{[lessonName(one), instructor].filter(Boolean).join(" · ")}</p>
              {objection && <blockquote>{objection}</blockquote>}
            </div>
            {may ? (
              <LinkButton href={`/lessons/${id}/attestation`} variant="primary">
                {t("attest")}
              </LinkButton>
            ) : (
              <LinkButton href={`/lessons/${id}`}>{t("see")}</LinkButton>
            )}
          </li>
        );
      })}
    </ul>
  );
}
