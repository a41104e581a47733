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
import { openKept } from "#worker/lib/kept.ts";
import { localPath } from "#worker/lib/local_path.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { claimOf, hashOf, KEEP_DAYS, sendSession, sessionsOf } from "#worker/lib/session.ts";
import { proveByCode, provenAlready } from "../code/actions.ts";
import { Address, CodeInput, SignIn } from "../input.ts";
import { atField } from "../retry.ts";
import { askDeviceLink, signIn } from "./actions.ts";
import { showKept } from "./kept.tsx";

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
        const kept = openKept(c, input.kept);
        const typed = { ...input, ...(kept && { schoolId: kept.school }) };
        const made = await atField("password", wait, () => signIn(c.var.ctx, typed, browser));
        await leaveOldSession(c);
        sendSession(c, made.userId, made.secret, made.keep ? KEEP_DAYS : undefined);
        const next = localPath(input.next);
        if (made.stage === "password") {
          if (!kept) return codePath(next);
          // What is carried is too much for an address, so the next page is the answer.
          c.set("session", undefined);
          const carried = draftOf({ next, kept: input.kept });
          return page(c, <CodePage draft={carried} email={input.email} />);
        }
        rememberDevice(c, made.userId);
        return kept ? showKept(c, made, kept) : next;
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
    const { session, ctx } = c.var;
    // A second click comes with a cookie that the first one has just replaced.
    const claim = c.var.claim ?? claimOf(c);
    if (!claim || session?.stage === "full") throw new Problem(401, "sign_in_required");
    const browser = browserOf(c);
    return submit(c, c.req.valid("form"), {
      save: async ({ code, next, kept: carried }) => {
        const { secret, keep } = session
          ? {
              secret: await proveByCode(ctx, claim, { code, action: "sessions.opened", browser }),
              keep: session.keep,
            }
          : await provenAlready(ctx, claim, code);
        sendSession(c, claim.userId, secret, keep ? KEEP_DAYS : undefined);
        rememberDevice(c, claim.userId);
        const kept = openKept(c, carried);
        return kept ? showKept(c, { userId: claim.userId, secret }, kept) : localPath(next);
      },
      retry: (draft) => <CodePage draft={draft} email={session?.email ?? ""} />,
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
