import { Badge } from "#web/ui/badge.tsx";
import { formatInstant } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Sender, ThreadSummary, Threads } from "#worker/modules/messages/input.ts";
import { useWords } from "../words.ts";

/** Those who have written to an instructor. */
export function InboxPage({ items, after }: Threads) {
  const t = useWords();
  if (items.length === 0) {
    return (
      <Page title={t("title")}>
        <EmptyState icon="chat" title={t("none")} text={t("none_text")} />
      </Page>
    );
  }
  return (
    <Page title={t("title")} lead={t("lead")} narrow>
      <ul class="threads">
        {items.map((one) => (
          <Line
            key={one.studentId}
            thread={one}
            side="instructor"
            name={one.student}
            href={`/messages/${one.studentId}`}
          />
        ))}
      </ul>
      <Pager after={after} />
    </Page>
  );
}

/** Whom a student may write to, and what was said last. */
export function OwnInboxPage({ threads }: { threads: readonly ThreadSummary[] }) {
  const t = useWords();
  if (threads.length === 0) {
    return (
      <Page title={t("title")}>
        <EmptyState icon="chat" title={t("own_none")} text={t("own_none_text")} />
      </Page>
    );
  }
  return (
    <Page title={t("title")} lead={t("own_lead")} narrow>
      <ul class="threads">
        {threads.map((one) => (
          <Line
            key={one.instructorId}
            thread={one}
            side="student"
            name={one.instructor}
            href={`/me/messages/${one.instructorId}`}
          />
        ))}
      </ul>
    </Page>
  );
}

type LineProps = { thread: ThreadSummary; side: Sender; name: string; href: string };

function Line({ thread: { last, unread }, side, name, href }: LineProps) {
  const t = useWords();
  const { locale } = useView();
  const mine = last?.sender === side;
  return (
    <li class="ds-card">
      <p class="thread-name">
        <a class="ds-link row-link" href={href}>
          {name}
        </a>{" "}
        {unread > 0 && (
          <Badge tone="info">
            {unread === 1 ? t("unread_one") : fill(t("unread"), { n: unread })}
          </Badge>
        )}
      </p>
      {last ? (
        <>
          <p class="thread-last">
            {mine && <span class="hint">{t("you")}: </span>}
            {last.text}
          </p>
          <p class="hint">
            <time dateTime={last.at}>{formatInstant(locale, last.at)}</time>
          </p>
        </>
      ) : (
        <p class="hint">{t("nothing_said")}</p>
      )}
    </li>
  );
}
