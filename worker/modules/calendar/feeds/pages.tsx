import { Hono } from "hono";
import { uuidv7 } from "uuidv7";
import * as z from "zod";
import { feedWords } from "#web/modules/calendar/feed_words.ts";
import { FeedsPage } from "#web/modules/calendar/views/feeds.tsx";
import { can, demand, open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { leaveFlash } from "#worker/lib/flash.ts";
import { form, valid } from "#worker/lib/input.ts";
import { take } from "#worker/lib/limits.ts";
import { linkHash } from "#worker/lib/links.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { makeFeed, readFeed, takeFeedBack } from "./actions.ts";
import { listFeeds } from "./queries.ts";

// What a feed shows needs no session any more: so she must be let in where she makes or reads one.
const inside = can("home:read");
const own = can("account:own");
const here = "/calendar/feeds";
const Token = z.strictObject({ token: z.string().regex(/^[\w-]{43}\.ics$/) });
const originOf = (env: Env["Bindings"], url: string) => env.ORIGIN || new URL(url).origin;

/** Addresses for other calendars, and the file that is behind each. */
export const feedPages = new Hono<Env>()
  .get("/feeds", inside, async (c) => {
    demand(c, "account:own"); // an address is a secret, which whoever visits her does not see
    const origin = originOf(c.env, c.req.url);
    return page(c, <FeedsPage feeds={await listFeeds(c.var.ctx)} origin={origin} />);
  })
  .post("/feeds", inside, form(z.strictObject({})), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (_, once) => {
        await makeFeed(c.var.ctx, once ?? uuidv7());
        return here;
      },
      flash: "calendar.feed_made",
      retry: async () => (
        <FeedsPage feeds={await listFeeds(c.var.ctx)} origin={originOf(c.env, c.req.url)} />
      ),
      again: () => here,
    }),
  )
  .post("/feeds/:id/revocation", own, valid("param", ById), async (c) => {
    await takeFeedBack(c.var.ctx, c.req.valid("param").id);
    leaveFlash(c, "calendar.feed_revoked");
    return c.redirect(here, 303);
  })
  .get("/feed/:token", open(), valid("param", Token), async (c) => {
    const token = c.req.valid("param").token.slice(0, -".ics".length);
    const { ctx } = c.var;
    await take(ctx, "feed.token", linkHash(token));
    const text = await readFeed(ctx, token, {
      origin: originOf(c.env, c.req.url),
      wordsFor: feedWords,
    });
    return c.body(text, 200, { "content-type": "text/calendar; charset=utf-8" });
  });
