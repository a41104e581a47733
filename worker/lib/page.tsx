import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import { uuidv7 } from "uuidv7";
import { Shell } from "#web/shell.tsx";
import { View, type ViewData } from "#web/ui/view.ts";
import { mintFormToken, seedOf } from "./csrf.ts";
import { dayOf } from "./dates.ts";
import type { Env } from "./env.ts";
import { leaveFlash, takeFlash } from "./flash.ts";
import type { Draft } from "./input.ts";
import { Problem } from "./problem.ts";
import { localeOf } from "./session.ts";

/** Renders a page for whoever asks, signed in or not. */
export function page(c: Context<Env>, body: VNode, status: ContentfulStatusCode = 200): Response {
  const view = viewOf(c);
  const html = render(<View.Provider value={view}>{body}</View.Provider>);
  return c.html(`<!doctype html>${render(<Shell view={view} html={html} />)}`, status);
}

function viewOf(c: Context<Env>): ViewData {
  const { session, ctx } = c.var;
  const now = c.var.now ?? new Date().toISOString();
  return {
    locale: session?.locale ?? localeOf(c),
    grants: ctx?.actor.grants ?? [],
    token: mintFormToken(c.env.KEYS, seedOf(c), session?.schoolId ?? "none"),
    once: uuidv7(),
    url: new URL(c.req.url),
    now,
    today: dayOf(now),
    person:
      session?.stage === "full"
        ? {
            name: session.name,
            schoolId: session.schoolId,
            schoolName: session.schools.find((s) => s.id === session.schoolId)?.name ?? "",
            schools: session.schools,
            enrolBy: session.enrolBy,
          }
        : undefined,
    flash: takeFlash(c),
    local: c.env.ENVIRONMENT === "local",
    scheme: schemeOf(c),
    head: { title: "" },
  };
}

const schemeOf = (c: Context<Env>) => {
  const chosen = /(?:^|;\s*)scheme=(light|dark)/.exec(c.req.header("cookie") ?? "")?.[1];
  return chosen === "light" || chosen === "dark" ? chosen : "auto";
};

type Submit<T> = {
  /** Does it, and answers where to go; `flash` is the message shown there. */
  save: (value: T, once: string | undefined) => Promise<string>;
  flash?: `${string}.${string}`;
  /** The same form again, with what was typed and what is wrong. */
  retry: (draft: Draft<T>) => VNode | Promise<VNode>;
  /** Both versions, when somebody else changed the row meanwhile. */
  stale?: (draft: Draft<T>) => Promise<VNode>;
  /** Where the row is that an earlier click of the same form has made. */
  again?: (once: string) => string;
};

/** Post, redirect, get: what `save` refuses is shown in the form again, nothing typed is lost. */
export async function submit<T>(
  c: Context<Env>,
  draft: Draft<T>,
  { save, flash, retry, stale, again }: Submit<T>,
): Promise<Response> {
  if (draft.value === undefined) return page(c, await retry(draft), 422);
  try {
    const where = await save(draft.value, draft.once);
    if (flash) leaveFlash(c, flash);
    return c.redirect(where, 303);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === "already_done" && again && draft.once) {
      if (flash) leaveFlash(c, flash);
      return c.redirect(again(draft.once), 303);
    }
    // A form sends no If-Match, so "precondition failed" would be the wrong word for a person.
    if (error.code === "stale" && stale) return page(c, await stale(draft), 409);
    if (Object.keys(error.fields).length === 0) throw error;
    const answer = page(c, await retry({ ...draft, errors: error.fields }), error.status);
    if (error.retryAfter) answer.headers.set("retry-after", String(Math.ceil(error.retryAfter)));
    return answer;
  }
}
