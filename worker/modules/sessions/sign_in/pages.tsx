import { type Context, Hono } from "hono";
import {
  AskDevicePage,
  CodePage,
  SentPage,
  SignInPage,
} from "#web/modules/sessions/views/sign_in.tsx";
import { browserOf, rememberDevice } from "#worker/lib/browser.ts";
import { open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { draftOf, emptyDraft, form } from "#worker/lib/input.ts";
import { localPath } from "#worker/lib/local_path.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { hashOf, KEEP_DAYS, newSecret, sendSession, sessionsOf } from "#worker/lib/session.ts";
import { proveByCode } from "../code/actions.ts";
import { Address, CodeInput, SignIn } from "../input.ts";
import { atField } from "../retry.ts";
import { askDeviceLink, signIn } from "./actions.ts";

const codePath = (next: string) => `/sign-in/code?next=${encodeURIComponent(next)}`;

/** The way in: address and password, then the code of whoever has a second factor. */
export const signInPages = new Hono<Env>()
  .get("/", open(), (c) => {
    const next = localPath(c.req.query("next"));
    if (c.var.session?.stage === "full") return c.redirect(next, 303);
    return page(c, <SignInPage draft={draftOf({ next })} />);
  })
  .post("/", open(), form(SignIn), (c) => {
    const wait = { seconds: 0 };
    return submit(c, c.req.valid("form"), {
      save: async (input) => {
        const browser = browserOf(c);
        const made = await atField("password", wait, () => signIn(c.var.ctx, input, browser));
        await leaveOldSession(c);
        sendSession(c, made.userId, made.secret, made.keep ? KEEP_DAYS : undefined);
        const next = localPath(input.next);
        if (made.stage === "password") return codePath(next);
        rememberDevice(c, made.userId);
        return next;
      },
      retry: (draft) => <SignInPage draft={draft} wait={wait.seconds} />,
    });
  })
  .get("/code", open(), (c) => {
    const next = localPath(c.req.query("next"));
    if (c.var.session?.stage === "full") return c.redirect(next, 303);
    if (!c.var.session) return c.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303);
    return page(c, <CodePage draft={draftOf({ next })} email={c.var.session.email} />);
  })
  .post("/code", open(), form(CodeInput), (c) => {
    const { session, claim, ctx } = c.var;
    if (session?.stage !== "password" || !claim) throw new Problem(401, "sign_in_required");
    return submit(c, c.req.valid("form"), {
      save: async ({ code, next }) => {
        // All that was seen before the code is worth nothing after it: the forms' seed as well.
        const csrfSeed = newSecret();
        const typed = { code, csrfSeed, action: "sessions.opened" } as const;
        const secret = await proveByCode(ctx, claim, typed);
        sendSession(c, claim.userId, secret, session.keep ? KEEP_DAYS : undefined);
        rememberDevice(c, claim.userId);
        return localPath(next);
      },
      retry: (draft) => <CodePage draft={draft} email={session.email} />,
    });
  })
  .get("/device", open(), (c) => page(c, <AskDevicePage draft={emptyDraft} />))
  .post("/device", open(), form(Address), (c) => {
    const wait = { seconds: 0 };
    return submit(c, c.req.valid("form"), {
      save: async ({ email }) => {
        await atField("email", wait, () => askDeviceLink(c.var.ctx, email, browserOf(c)));
        return "/sign-in/device/sent";
      },
      retry: (draft) => <AskDevicePage draft={draft} wait={wait.seconds} />,
    });
  })
  .get("/device/sent", open(), (c) => page(c, <SentPage what="device" />));

// Whoever signs in anew has no more use for the session this browser had.
async function leaveOldSession(c: Context<Env>): Promise<void> {
  const { claim, env } = { claim: c.var.claim, env: c.env };
  if (claim) await sessionsOf(env, claim.userId).signOut(hashOf(claim.secret));
}
