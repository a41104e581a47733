import { type Context, Hono } from "hono";
import { InvitationPage, SetupPage } from "#web/modules/sessions/views/join.tsx";
import { DevicePage, ResetPage } from "#web/modules/sessions/views/reset.tsx";
import { browserOf, rememberDevice } from "#worker/lib/browser.ts";
import { open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { type Draft, draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { getLink } from "#worker/modules/users/mod.ts";
import { Join, JoinKnown, NewPassword, Setup, Token } from "../input.ts";
import { resetPassword, resetTarget } from "../reset/actions.ts";
import { atField, type Wait } from "../retry.ts";
import { confirmDevice } from "../sign_in/actions.ts";
import { invitationFor, joinAsKnown, joinAsNew, setUp } from "./actions.ts";
import { orDoneAlready, userOf } from "./second_click.ts";

const token = valid("param", Token);

/** Where the links in mails lead. Looking changes nothing: mail programs look before people do. */
export const linkPages = new Hono<Env>()
  .get("/reset/:token", open(), token, async (c) => {
    const { staff } = await resetTarget(c.var.ctx, c.req.valid("param").token);
    return page(c, <ResetPage draft={emptyDraft} staff={staff} />);
  })
  .post("/reset/:token", open(), token, form(NewPassword), async (c) => {
    const link = c.req.valid("param").token;
    return submit(c, c.req.valid("form"), {
      save: async ({ password }) => {
        const sent = { kind: "reset", token: link, password, browser: browserOf(c) } as const;
        const reset = () => resetPassword(c.var.ctx, link, password);
        // Whoever reads the mail is the owner, so strangers cannot lock this browser out.
        rememberDevice(c, await orDoneAlready(c.var.ctx, sent, reset));
        return "/sign-in";
      },
      flash: "sessions.password_reset",
      retry: async (draft) => {
        const { staff } = await resetTarget(c.var.ctx, link);
        return <ResetPage draft={draft} staff={staff} />;
      },
    });
  })
  .get("/device/:token", open(), token, async (c) => {
    await getLink(c.var.ctx, "device", c.req.valid("param").token);
    return page(c, <DevicePage />);
  })
  .post("/device/:token", open(), token, async (c) => {
    const link = c.req.valid("param").token;
    try {
      rememberDevice(c, await confirmDevice(c.var.ctx, link));
    } catch (error) {
      // The second click need not know the browser again: a link does so once.
      const used = await userOf(c.var.ctx, { kind: "device", token: link });
      if (!used || !(error instanceof Problem)) throw error;
    }
    return c.redirect("/sign-in", 303);
  })
  .get("/invitation/:token", open(), token, (c) => invitationView(c, { draft: emptyDraft }))
  .post("/invitation/:token", open(), token, form(Join), (c) => {
    const link = c.req.valid("param").token;
    return submit(c, c.req.valid("form"), {
      save: async (typed) => {
        const sent = { kind: "invitation", token: link, browser: browserOf(c) } as const;
        const join = () => joinAsNew(c.var.ctx, link, typed);
        const { password } = typed;
        rememberDevice(c, await orDoneAlready(c.var.ctx, { ...sent, password }, join));
        return "/sign-in";
      },
      flash: "sessions.joined",
      retry: (draft) => invitation(c, { draft }),
    });
  })
  .post("/invitation/:token/known", open(), token, form(JoinKnown), (c) => {
    const link = c.req.valid("param").token;
    const wait = { seconds: 0 };
    return submit(c, c.req.valid("form"), {
      save: async ({ password }) => {
        const proof = { password, browser: browserOf(c) };
        const sent = { kind: "invitation", token: link, ...proof } as const;
        const join = () => joinAsKnown(c.var.ctx, link, proof);
        await atField("password", wait, () => orDoneAlready(c.var.ctx, sent, join));
        return "/sign-in";
      },
      flash: "sessions.joined",
      retry: (draft) => invitation(c, { draft, wait }),
    });
  })
  .post("/invitation/:token/signed-in", open(), token, async (c) => {
    if (c.var.session?.stage === "password") throw new Problem(401, "second_factor_required");
    const link = c.req.valid("param").token;
    try {
      await joinAsKnown(c.var.ctx, link, "signed in");
    } catch (error) {
      const user = await userOf(c.var.ctx, { kind: "invitation", token: link });
      if (!user || user.id !== c.var.session?.userId) throw error;
    }
    return c.redirect("/", 303);
  })
  .get("/setup/:token", open(), token, async (c) => {
    await getLink(c.var.ctx, "setup", c.req.valid("param").token);
    return page(c, <SetupPage draft={emptyDraft} />);
  })
  .post("/setup/:token", open(), token, form(Setup), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (typed) => {
        const link = c.req.valid("param").token;
        const { email, password } = typed;
        const sent = {
          kind: "setup",
          token: link,
          email,
          password,
          browser: browserOf(c),
        } as const;
        const make = () => setUp(c.var.ctx, link, typed);
        rememberDevice(c, await orDoneAlready(c.var.ctx, sent, make));
        return "/sign-in";
      },
      flash: "sessions.joined",
      retry: (draft) => <SetupPage draft={draft} />,
    }),
  );

type Shown = { draft: Draft<unknown>; wait?: Wait };

async function invitation(c: Context<Env>, { draft, wait }: Shown) {
  const { session } = c.var;
  const path = new URL(c.req.url).pathname.split("/").slice(0, 4).join("/");
  const link = path.split("/")[3] ?? "";
  const found = await invitationFor(c.var.ctx, link);
  const { schoolName, inviter, roles, email, name } = found.invitation;
  const signedIn = session?.stage === "full" ? session : undefined;
  const { account } = found;
  const who = !account
    ? "new"
    : !signedIn
      ? "known"
      : signedIn.userId === account.id
        ? "signed in"
        : "other";
  const typed = Object.keys(draft.values).length ? draft : draftOf({ name });
  return (
    <InvitationPage
      path={path}
      offer={{ schoolName, inviter, roles, email }}
      who={who}
      draft={typed}
      wait={wait?.seconds ?? 0}
    />
  );
}

async function invitationView(c: Context<Env>, shown: Shown) {
  return page(c, await invitation(c, shown));
}
