import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";

/** A secret of the operator's: from the environment, or of this machine's own settings. */
export function secretOf(name: string): string {
  const local = existsSync(".dev.vars") ? parseEnv(readFileSync(".dev.vars", "utf8")) : {};
  const value = process.env[name] || local[name];
  if (!value)
    throw new Error(`Cannot go on: ${name} is neither in the environment nor in .dev.vars`);
  return value;
}

/** Asks a worker what only its operator may. Throws with the status, never with the key. */
export function operatorOf(origin: string) {
  const key = secretOf("OPERATOR_KEY");
  return async (method: "GET" | "POST", path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(origin + path, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
      redirect: "error",
      signal: AbortSignal.timeout(30_000),
    });
    if (answer.ok) return answer.status === 204 ? undefined : answer.json();
    const why = answer.status === 404 ? " (is OPERATOR_KEY the worker's own?)" : "";
    throw new Error(`${method} ${path} answered ${answer.status}${why}`);
  };
}
