import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { encode } from "uqr";
import { CodesPage, FactorPage } from "#web/modules/sessions/views/factor.tsx";
import { can, outside } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { leaveFlash } from "#worker/lib/flash.ts";
import { type Draft, emptyDraft, form } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { KEEP_DAYS, newSecret, sendSession } from "#worker/lib/session.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { signedIn } from "../account/signed_in.ts";
import { FirstCode } from "../input.ts";
import { beginFactor, confirmFactor, factorOf, removeFactor, renewCodes } from "./actions.ts";

const own = can("account:own");
const here = "/account/second-factor";

// A recovery code is the way past a school's lists: made out here, it would make them worth nothing.
const inside = createMiddleware<Env>(async (c, next) => {
  if (c.var.session?.shutLeader) throw outside(c);
  await next();
});

export const factorPages = new Hono<Env>()
  .get("/", own, (c) => show(c, emptyDraft))
  .post("/", own, inside, stepUp(), async (c) => {
    await beginFactor(c.var.ctx, signedIn(c).session.csrfSeed);
    return c.redirect(here, 303);
  })
  .post("/confirmation", own, inside, form(FirstCode), async (c) => {
    const { claim, session } = signedIn(c);
    const draft = c.req.valid("form");
    if (!draft.value) return show(c, draft, 422);
    try {
      const { csrfSeed } = session;
      const typed = { ...draft.value, csrfSeed, newCsrfSeed: newSecret() };
      const { codes, secret } = await confirmFactor(c.var.ctx, claim, typed);
      sendSession(c, claim.userId, secret, session.keep ? KEEP_DAYS : undefined);
      c.set("session", {
        ...session,
        csrfSeed: typed.newCsrfSeed,
        secondFactor: true,
        enrolBy: null,
      });
      return page(c, <CodesPage codes={codes} fresh />);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // The second click: the codes were on the page of the first, and new ones can be made.
      if (error.code === "sessions.factor_on" || error.code === "stale") {
        leaveFlash(c, "sessions.factor_on");
        return c.redirect(here, 303);
      }
      if (error.code === "sessions.factor_lapsed") {
        leaveFlash(c, "sessions.factor_lapsed");
        return c.redirect(here, 303);
      }
      if (Object.keys(error.fields).length === 0) throw error;
      return show(c, { ...draft, errors: error.fields }, 422);
    }
  })
  .post("/recovery-codes", own, inside, form(FirstCode), stepUp(), (c) =>
    byFactor(c, c.req.valid("form"), async ({ code, csrfSeed }) => {
      const { codes, secret } = await renewCodes(c.var.ctx, signedIn(c).claim, { code, csrfSeed });
      keep(c, secret);
      return page(c, <CodesPage codes={codes} />);
    }),
  )
  .post("/removal", own, form(FirstCode), stepUp(), (c) =>
    byFactor(c, c.req.valid("form"), async (typed) => {
      const { claim } = signedIn(c);
      keep(c, await removeFactor(c.var.ctx, claim, { ...typed, newCsrfSeed: newSecret() }));
      leaveFlash(c, "sessions.factor_removed");
      return c.redirect(here, 303);
    }),
  );

type Typed = { code: string; csrfSeed: string };
type FactorDraft = Draft<{ code: string }>;

/** What needs a code of the factor itself: a wrong one is told by its field. */
async function byFactor(
  c: Context<Env>,
  draft: FactorDraft,
  work: (typed: Typed) => Promise<Response>,
): Promise<Response> {
  if (!draft.value) return show(c, draft, 422);
  try {
    return await work({ ...draft.value, csrfSeed: signedIn(c).session.csrfSeed });
  } catch (error) {
    if (!(error instanceof Problem) || Object.keys(error.fields).length === 0) throw error;
    return show(c, { ...draft, errors: error.fields }, 422);
  }
}

function keep(c: Context<Env>, secret: string): void {
  const { claim, session } = signedIn(c);
  sendSession(c, claim.userId, secret, session.keep ? KEEP_DAYS : undefined);
}

async function show(c: Context<Env>, draft: Draft<unknown>, status: 200 | 422 = 200) {
  const { enrolBy, csrfSeed } = signedIn(c).session;
  const factor = await factorOf(c.var.ctx, csrfSeed);
  const square = factor.stage === "pending" ? squareOf(factor.uri) : undefined;
  return page(
    c,
    <FactorPage factor={factor} square={square} draft={draft} enrolBy={enrolBy} />,
    status,
  );
}

/** A QR code as one path: the policy of our pages allows no picture made of inline styles. */
function squareOf(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { border: 4, ecc: "M" });
  const path = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { size, path: path.join("") };
}
