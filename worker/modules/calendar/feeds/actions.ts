import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { grantsOf } from "#worker/lib/grants.ts";
import { Problem } from "#worker/lib/problem.ts";
import { type IcsEvent, icsOf } from "./ics.ts";
import {
  type FeedRow,
  feedBehind,
  feedRows,
  insertFeed,
  listFeeds,
  MOST_FEEDS,
  revokeFeed,
} from "./queries.ts";

const about = (entityId: string) => ({ entity: "calendar_feed", entityId });

/** Makes an address that shows the bookings of whoever asks, until she takes it back. */
export async function makeFeed(ctx: Ctx, id: string): Promise<void> {
  const feeds = await listFeeds(ctx);
  if (feeds.some((feed) => feed.id === id)) return; // a second click
  if (feeds.length >= MOST_FEEDS) throw new Problem(409, "calendar.too_many_feeds");
  await commit(ctx, {
    ...about(id),
    action: "calendar.feed_made",
    write: [insertFeed(ctx, id)],
    once: true,
  });
}

/** Takes an address back; whoever has it sees nothing any more. */
export async function takeFeedBack(ctx: Ctx, id: string): Promise<void> {
  const feeds = await listFeeds(ctx);
  if (!feeds.some((feed) => feed.id === id)) throw new Problem(404, "not_found");
  await commit(ctx, {
    ...about(id),
    action: "calendar.feed_revoked",
    write: [revokeFeed(ctx, id), mustChange(ctx)],
  });
}

/** The words of a feed; it is read by other programs, so it is written here whole. */
export type FeedWords = {
  name: (school: string) => string;
  kind: (kind: FeedRow["kind"]) => string;
  with: (name: string) => string;
};

/** What a token shows, as a file. A student's full name is in it only for the school's own staff. */
export async function readFeed(
  ctx: Ctx,
  token: string,
  { origin, wordsFor }: { origin: string; wordsFor: (locale: "nb" | "en") => FeedWords },
): Promise<string> {
  const feed = await feedBehind(ctx, token);
  const { schoolId, userId, roles, locale } = feed;
  const grants = grantsOf(roles);
  const hers = { ...ctx, actor: { id: userId, schoolId, roles, grants, locale } };
  const { taught, learnt } = await feedRows(hers);
  const t = wordsFor(locale);
  const what = (row: FeedRow) =>
    [row.title ?? t.kind(row.kind), row.classCode].filter(Boolean).join(" ");
  const plain = (row: FeedRow) => ({
    id: row.id,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    location: row.pickup,
    tentative: row.status === "held",
    createdAt: row.createdAt,
    version: row.version,
  });
  const forStaff = grants.includes("calendar:read") ? taught : [];
  const events: IcsEvent[] = [
    ...forStaff.map((row) => ({
      ...plain(row),
      summary: row.studentFirst
        ? `${row.studentFirst} ${row.studentLast} · ${what(row)}`
        : what(row),
      description: null,
      url: `${origin}/bookings/${row.id}`,
    })),
    ...learnt.map((row) => ({
      ...plain(row),
      summary: [what(row), manyIn(learnt) && row.studentFirst].filter(Boolean).join(" · "),
      description: row.instructorFirst && t.with(row.instructorFirst),
      url: null,
    })),
  ];
  return icsOf(t.name(feed.school), events);
}

/** A guardian of several is told whose lesson it is, by the first name. */
const manyIn = (rows: readonly FeedRow[]) => new Set(rows.map((row) => row.studentId)).size > 1;
