import { Card } from "#web/ui/card.tsx";
import { Time } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Form, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import type { Feed } from "#worker/modules/calendar/feeds/queries.ts";
import { useWords } from "../words.ts";

/** The addresses by which somebody sees her bookings in another calendar. */
export function FeedsPage({ feeds, origin }: { feeds: readonly Feed[]; origin: string }) {
  const t = useWords();
  const { grants } = useView();
  const crumbs = grants.includes("calendar:read")
    ? [{ href: "/calendar", label: t("title") }]
    : grants.includes("bookings:own")
      ? [{ href: "/me/bookings", label: t("own_lessons") }]
      : [{ href: "/account", label: t("account") }];
  return (
    <Page title={t("feeds")} lead={t("feeds_lead")} crumbs={crumbs} narrow>
      {feeds.map((feed) => (
        <Card key={feed.id}>
          <p>
            {t("feed_made")} <Time at={feed.createdAt} />
          </p>
          {feed.token ? (
            <pre>{`${origin}/calendar/feed/${feed.token}.ics`}</pre>
          ) : (
            <p class="hint">{t("feed_hidden")}</p>
          )}
          <Confirm
            summary={t("feed_revoke")}
            title={t("feed_revoke_title")}
            text={t("feed_revoke_text")}
            action={`/calendar/feeds/${feed.id}/revocation`}
          />
        </Card>
      ))}
      {feeds.length === 0 && (
        <EmptyState icon="calendar" title={t("feeds_none")} text={t("feeds_none_text")} />
      )}
      <Form action="/calendar/feeds" once>
        <Submit>{t("feed_new")}</Submit>
      </Form>
    </Page>
  );
}
