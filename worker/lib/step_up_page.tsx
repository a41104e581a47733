import type { Context } from "hono";
import { type Kept, StepUpPage } from "#web/step_up.tsx";
import type { Env } from "./env.ts";
import { type Draft, emptyDraft } from "./input.ts";
import { localPath } from "./local_path.ts";
import { page } from "./page.tsx";

/** The form that was just refused, as it can be carried along. A file cannot: it is chosen again. */
export async function keptOf(c: Context<Env>): Promise<Kept | undefined> {
  const body = await c.req.parseBody({ all: true });
  const all = Object.entries(body).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one] as const),
  );
  const fields = all.flatMap(([name, value]) =>
    typeof value === "string" && name !== "_token" ? [[name, value] as const] : [],
  );
  if (all.some(([, value]) => typeof value !== "string" && value.size > 0)) return undefined;
  return { to: new URL(c.req.url).pathname, fields };
}

/** What `StepUpPage` carried, when it is a form for a path of ours. */
export function readKept(text: string | undefined): Kept | undefined {
  if (!text) return undefined;
  try {
    const { to, fields } = JSON.parse(text) as Record<string, unknown>;
    if (localPath(to, "") === "" || !Array.isArray(fields)) return undefined;
    const named = fields.every(
      (pair) =>
        Array.isArray(pair) && pair.length === 2 && pair.every((p) => typeof p === "string"),
    );
    return named
      ? { to: localPath(to), fields: fields.filter(([name]) => name !== "_token") }
      : undefined;
  } catch {
    return undefined;
  }
}

type Ask = { next: string; kept?: Kept | undefined; draft?: Draft<unknown>; wait?: number };

/** Asks whoever is signed in to prove it. */
export function askForProof(c: Context<Env>, { next, kept, draft = emptyDraft, wait = 0 }: Ask) {
  const secondFactor = c.var.session?.secondFactor ?? false;
  const view = { draft, next, kept, secondFactor, wait };
  return <StepUpPage {...view} />;
}

/** The page that a form was sent from: that is where "Cancel" should lead. */
export function cameFrom(c: Context<Env>): string {
  const from = URL.parse(c.req.header("referer") ?? "");
  const own = from?.origin === new URL(c.req.url).origin ? from.pathname + from.search : "/";
  return localPath(own);
}

/** The answer to a form that was refused until its sender proves who she is. */
export async function refusedForm(c: Context<Env>): Promise<Response> {
  const kept = await keptOf(c);
  return page(c, askForProof(c, { next: cameFrom(c), kept }), 403);
}
