import type { Context } from "hono";
import * as z from "zod";
import type { Kept } from "#web/step_up.tsx";
import { HOUR } from "./clock.ts";
import { madeFor, readFormToken } from "./csrf.ts";
import type { Env } from "./env.ts";
import { localPath } from "./local_path.ts";
import { seal, unseal } from "./seal.ts";
import { cameFrom, readKept } from "./step_up_page.tsx";

const LIVES = HOUR;
const MOST = 100_000;
const place = { schoolId: "none", table: "forms", column: "kept", id: "form" };

// What must not stand in a page again, or is of no use in another session.
const never = new Set(["_token", "_restore", "password", "current", "code", "nationalId", "kept"]);
/** Forms without anything of one's own: what one does before signing in, and the page's frame. */
const nothingTyped = /^\/(sign-in|sign-out|forgot|link|session|language|appearance)(\/|$)/;

const KeptForm = z.object({
  to: z.string(),
  fields: z.array(z.tuple([z.string(), z.string()])),
  from: z.string(),
  school: z.string(),
  nonce: z.string(),
  who: z.string(),
  at: z.string(),
});
/** A form that came after its session was over: what was typed, where it goes, and whose it is. */
export type KeptForm = z.output<typeof KeptForm>;

/** The form that was just refused, when anything of it is worth keeping, and whether it had a file. */
export async function lapsedOf(c: Context<Env>): Promise<{ kept?: KeptForm; file: boolean }> {
  const body = await c.req.parseBody({ all: true });
  const all = Object.entries(body).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one] as const),
  );
  const file = all.some(([, value]) => typeof value !== "string" && value.size > 0);
  // A proof that was asked for in between carries the form that it was asked for.
  const inner = c.req.path === "/step-up" ? readKept(String(body.kept)) : undefined;
  const fields = (inner?.fields ?? all).flatMap(([name, value]) =>
    typeof value === "string" && !never.has(name) ? [[name, value] as [string, string]] : [],
  );
  const typed = fields.some(([name]) => !name.startsWith("_") && name !== "version");
  const { school, nonce, who } = readFormToken(body._token);
  const worth = typed && who !== "" && !nothingTyped.test(c.req.path);
  if (!worth || JSON.stringify(fields).length > MOST) return { file };
  const to = inner?.to ?? c.req.path;
  return { file, kept: { to, fields, from: cameFrom(c), school, nonce, who, at: c.var.now } };
}

/** What the sign-in pages carry: nobody reads it in the browser, nobody alters it. */
export const sealKept = (c: Context<Env>, kept: KeptForm) =>
  seal(c.env.KEYS, place, JSON.stringify(kept), "kept");

/** What they carried, when it is of our making and not older than an hour. */
export function openKept(c: Context<Env>, sealed: string | undefined): KeptForm | undefined {
  if (!sealed) return undefined;
  try {
    const kept = KeptForm.parse(JSON.parse(unseal(c.env.KEYS, place, sealed, "kept")));
    const age = Date.parse(c.var.now) - Date.parse(kept.at);
    return age <= LIVES && localPath(kept.to, "") !== "" ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Whether that person in that school is the one the form was made for. */
export function isOf(
  c: Context<Env>,
  kept: KeptForm,
  person: { userId: string; schoolId: string },
): boolean {
  return kept.school === person.schoolId && madeFor(c.env.KEYS, kept, person.userId);
}

/** What a page needs to show it again. */
export const asShown = ({ to, fields }: KeptForm): Kept => ({ to, fields });
