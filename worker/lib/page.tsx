import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import { uuidv7 } from "uuidv7";
import type * as z from "zod";
import { Shell } from "#web/shell.tsx";
import { View, type ViewData } from "#web/ui/view.ts";
import { formTokenOf } from "./csrf.ts";
import { dayOf } from "./dates.ts";
import type { Env } from "./env.ts";
import { leaveFlash, takeFlash } from "./flash.ts";
import { type Draft, draftOf } from "./input.ts";
import { threeWay, touched } from "./merge.ts";
import { Problem } from "./problem.ts";
import { mayKeep, READER, readerOf } from "./reader.ts";
import { localeOf } from "./session.ts";

const UNCHANGED = "generic.unchanged";

/** Renders a page for whoever asks, signed in or not. */
export function page(c: Context<Env>, body: VNode, status: ContentfulStatusCode = 200): Response {
  const reader = readerOf(c.env.KEYS, c.var.session);
  if (reader) c.header(READER, reader);
  const view = { ...viewOf(c), keeps: reader !== undefined && mayKeep(c.req.path) };
  const html = render(<View.Provider value={view}>{body}</View.Provider>);
  return c.html(`<!doctype html>${render(<Shell view={view} html={html} />)}`, status);
}

function viewOf(c: Context<Env>): ViewData {
  const { session, ctx } = c.var;
  const now = c.var.now ?? new Date().toISOString();
  return {
    locale: session?.locale ?? localeOf(c),
    grants: ctx?.actor.grants ?? [],
    token: formTokenOf(c),
    once: uuidv7(),
    url: new URL(c.req.url),
    now,
    today: dayOf(now),
    person:
      session?.stage === "full"
        ? {
            name: session.visit?.name ?? session.name,
            schoolId: session.schoolId,
            schoolName: session.schools.find((s) => s.id === session.schoolId)?.name ?? "",
            schools: session.schools,
            enrolBy: session.enrolBy,
            visitUntil: session.visit?.until,
          }
        : undefined,
    service: c.var.service,
    flash: takeFlash(c),
    local: c.env.ENVIRONMENT === "local",
    scheme: schemeOf(c),
    head: { title: "", islands: new Set() },
  };
}

const schemeOf = (c: Context<Env>) => {
  const chosen = /(?:^|;\s*)scheme=(light|dark)/.exec(c.req.header("cookie") ?? "")?.[1];
  return chosen === "light" || chosen === "dark" ? chosen : "auto";
};

type Row = {
  form: z.ZodObject;
  /** The row as it is now, with its version, in the words of the form. */
  now: () => Promise<object>;
  /** Where the row is shown. */
  at: string;
};

type Submit<T> = {
  /** Does it, and answers where to go, or how; `flash` is the message shown there. */
  save: (value: T, once: string | undefined) => Promise<string | Response>;
  flash?: `${string}.${string}`;
  /** The same form again, with what was typed and what is wrong. */
  retry: (draft: Draft<T>) => VNode | Promise<VNode>;
  /** The row that the form changes: a form that comes too late is merged with it, field by field. */
  row?: Row;
  /** The page as it is now, when what came too late is a button and no form. */
  stale?: (draft: Draft<T>) => Promise<VNode>;
  /** Where the row is that an earlier click of the same form has made. */
  again?: (once: string) => string;
};

/** Post, redirect, get: what `save` refuses is shown in the form again, nothing typed is lost. */
export async function submit<T>(
  c: Context<Env>,
  draft: Draft<T>,
  submitted: Submit<T>,
): Promise<Response> {
  const { save, flash, retry, row, stale, again } = submitted;
  if (draft.value === undefined) return page(c, await retry(draft), draft.restored ? 200 : 422);
  if (row && draft.was && !touched(row.form, draft.was, draft.values)) {
    leaveFlash(c, UNCHANGED);
    return c.redirect(row.at, 303);
  }
  try {
    const where = await save(draft.value, draft.once);
    if (typeof where !== "string") return where;
    if (flash) leaveFlash(c, flash);
    return c.redirect(where, 303);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === "already_done" && again && draft.once) {
      if (flash) leaveFlash(c, flash);
      return c.redirect(again(draft.once), 303);
    }
    // A form sends no If-Match, so "precondition failed" would be the wrong word for a person.
    if (error.code === "stale" && row) return late(c, draft, { ...submitted, row });
    if (error.code === "stale" && stale) return page(c, await stale(draft), 409);
    if (Object.keys(error.fields).length === 0) throw error;
    const answer = page(c, await retry({ ...draft, errors: error.fields }), error.status);
    if (error.retryAfter) answer.headers.set("retry-after", String(Math.ceil(error.retryAfter)));
    return answer;
  }
}

// Shows the form again with the changes of both. When there is nothing of the reader's own left to
// save, because she changed nothing or the row has it already, she is where saving would lead.
async function late<T>(
  c: Context<Env>,
  draft: Draft<T>,
  { row, flash, retry }: Submit<T> & { row: Row },
): Promise<Response> {
  const now = draftOf(await row.now(), row.form);
  const { was, values: mine } = draft;
  const merged = threeWay(row.form, { was, mine, theirs: now.was ?? {} });
  if (!merged.asks) {
    leaveFlash(c, flash && !(was && !touched(row.form, was, mine)) ? flash : UNCHANGED);
    return c.redirect(row.at, 303);
  }
  const { taken, clashes, values } = merged;
  const both = { values: { ...now.values, ...values }, merged: { taken, clashes } };
  return page(c, await retry({ ...now, ...both }), 409);
}
