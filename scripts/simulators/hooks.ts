import type { Answer, Simulator } from "./protocol.ts";

/** A call that somebody's server has received, whatever it answered. */
type Call = { path: string; headers: Record<string, string | undefined>; body: string };

const KEPT = 500;

/** What an address makes of a call; any other takes it. */
const fates: Record<string, Answer> = {
  "/gone": { status: 410 },
  "/busy": { status: 503 },
  "/elsewhere": { status: 302, headers: { location: "/hooks/taken" } },
};

/** Servers of schools that want to be called: each path is one. GET and DELETE / are ours: what came. */
export function hooks(): Simulator {
  let calls: Call[] = [];
  return ({ method, path, headers, body }) => {
    if (path === "/" && method === "GET") return { status: 200, json: { items: calls } };
    if (path === "/" && method === "DELETE") {
      calls = [];
      return { status: 204 };
    }
    if (method !== "POST") return { status: 405 };
    calls = [{ path, headers, body }, ...calls].slice(0, KEPT);
    return fates[path] ?? { status: 202, json: {} };
  };
}
