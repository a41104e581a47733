import { env } from "cloudflare:workers";
import { mintFormToken } from "#worker/lib/csrf.ts";
import type { Role } from "#worker/lib/grants.ts";
import { as, origin, type Person, send } from "./harness.ts";
import { isApi, isSafe, type Route } from "./routes.ts";
import { asForm, sampleOf } from "./samples.ts";

/** Whoever asks: somebody signed in, or a browser that is not. */
export type Asker = Pick<Person, "headers" | "token">;

const SEED = "AAAAAAAAAAAAAAAAAAAAAA";

/** A browser nobody has signed in with, on its first page. */
export const anybody: Asker = {
  headers: { origin, "sec-fetch-site": "same-origin", cookie: `__Host-pre=${SEED}` },
  token: () => mintFormToken(env.KEYS, SEED, "none"),
};

/** A fresh person with that role; the platform's own people belong to the platform. */
export const somebody = (role: Role, school: string) =>
  as(role, role === "platform_admin" ? "platform" : school);

/** Asks a route with input that its own schemas accept. */
export function ask(
  asker: Asker,
  route: Route,
  path: string,
  known: Record<string, unknown> = {},
): Promise<Response> {
  const { method, note } = route;
  const { headers, token } = asker;
  const tag = note.ifMatch ? { "if-match": `"${known.id}-${known.version ?? 1}"` } : {};
  const all = { ...headers, ...tag };
  if (isSafe(route)) return send(method, path, { headers: all });
  if (isApi(route) || !["POST"].includes(method)) {
    const body = note.json && JSON.stringify(sampleOf(note.json, known));
    const type = body === undefined ? {} : { "content-type": "application/json" };
    return send(method, path, { headers: { ...all, ...type }, ...(body && { body }) });
  }
  const body = new URLSearchParams({ _token: token() });
  if (note.form) for (const pair of asForm(sampleOf(note.form, known))) body.append(...pair);
  return send(method, path, { headers: all, body });
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** An answer with what differs from request to request taken out of it. */
export async function masked(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== "set-cookie").sort();
  const text = `${response.status} ${JSON.stringify(headers)}\n${await response.text()}`;
  return text
    .replaceAll(uuid, "<id>")
    .replaceAll(/(name="_token" value=")[^"]+/g, "$1<token>")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<instant>")
    .replaceAll(/(<p class="paper">[^<]+, )\d\d:\d\d/g, "$1<minute>");
}
