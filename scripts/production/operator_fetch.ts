import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";

/** Whose secrets: those of what is deployed, or of what runs on this machine. */
export type Whose = "production" | "local";

const files = { production: ".env.production", local: ".dev.vars" } as const;

/** A secret of the operator's: from the environment, or else from the file that has them. */
export function secretOf(name: string, whose: Whose): string {
  const file = files[whose];
  const kept = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const value = process.env[name] || kept[name];
  if (!value) throw new Error(`Cannot go on: ${name} is neither in the environment nor in ${file}`);
  return value;
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Whether a key that is sent there stays unread on its way: by TLS, or on this machine. */
export function keepsSecrets(origin: string): boolean {
  const { protocol, hostname = "" } = URL.parse(origin) ?? {};
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.includes(hostname));
}

/** Asks a worker what only its operator may. Throws with the status, never with the key. */
export function operatorOf(origin: string) {
  if (!keepsSecrets(origin))
    throw new Error(
      `Cannot ask ${origin}: everybody on the way could read OPERATOR_KEY. Want https`,
    );
  const key = secretOf("OPERATOR_KEY", origin.startsWith("https:") ? "production" : "local");
  return async (method: "GET" | "POST", path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(origin + path, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
      redirect: "error",
      signal: AbortSignal.timeout(30_000),
    }).catch((error: Error) => {
      const { message } = error.cause instanceof Error ? error.cause : error;
      throw new Error(`${origin} does not answer: ${message}`);
    });
    if (answer.ok) return answer.status === 204 ? undefined : answer.json();
    const why = answer.status === 404 ? " (is OPERATOR_KEY the worker's own?)" : "";
    throw new Error(`${method} ${path} answered ${answer.status}${why}`);
  };
}
