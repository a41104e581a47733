import { type Context, Hono } from "hono";
import { AccountPage, PasswordPage } from "#web/modules/sessions/views/account.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { type Role, staffRoles } from "#worker/lib/grants.ts";
import { type Draft, draftOf, emptyDraft, form } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { KEEP_DAYS, newSecret, sendSession } from "#worker/lib/session.ts";
import { PasswordChange, Profile } from "../input.ts";
import { changePassword, changeProfile } from "./actions.ts";
import { signedIn } from "./signed_in.ts";

const own = can("account:own");

/** What belongs to the person herself, in whichever school she is. */
export const accountPages = new Hono<Env>()
  .get("/", own, (c) => {
    const { name, locale } = signedIn(c).session;
    return page(c, view(c, draftOf({ name, locale })));
  })
  .post("/", own, form(Profile), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (profile) => {
        await changeProfile(c.var.ctx, profile);
        return "/account";
      },
      flash: "sessions.profile_changed",
      retry: (draft) => view(c, draft),
    }),
  )
  .get("/password", own, (c) => page(c, <PasswordPage draft={emptyDraft} staff={worksHere(c)} />))
  .post("/password", own, form(PasswordChange), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (typed) => {
        const { claim, session } = signedIn(c);
        const change = { ...typed, csrfSeed: newSecret() };
        const secret = await changePassword(c.var.ctx, claim, change);
        sendSession(c, claim.userId, secret, session.keep ? KEEP_DAYS : undefined);
        return "/account";
      },
      flash: "sessions.password_changed",
      retry: (draft) => <PasswordPage draft={draft} staff={worksHere(c)} />,
    }),
  );

function view(c: Context<Env>, draft: Draft<unknown>) {
  const { email, secondFactor } = signedIn(c).session;
  return <AccountPage draft={draft} email={email} secondFactor={secondFactor} />;
}

const strict: readonly Role[] = [...staffRoles, "platform_admin"];
const worksHere = (c: Context<Env>) =>
  signedIn(c).session.roles.some((role) => strict.includes(role));
