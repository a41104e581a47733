import { existsSync, readFileSync } from "node:fs";
import { secretsIn, varsIn } from "../env/values.ts";
import { keepsSecrets } from "../operator_fetch.ts";

/** What a service says of itself; no answer is an answer too. */
export type Health = {
  url: string;
  alive: boolean;
  status: "ready" | "degraded" | "down" | "unreachable";
  /** Only where the operator's key was right. */
  score?: number;
  schema?: string;
  checks?: { name: string; passed: boolean; weight: number; ms: number }[];
  settings?: { name: string; fault: string }[];
  /** Whether people may write, or come in, and until when not. */
  service?: { mode: string; messageEn: string; until: string | null };
  /** Why nothing is known of the checks. */
  why?: string;
};

const TIMEOUT = 10_000;

/** Where to ask, and with which key: what is said on the command line wins over what is kept. */
export function whereToAsk(flags: { url?: string | undefined; file: string; config: string }) {
  const kept = existsSync(flags.file) ? secretsIn(readFileSync(flags.file, "utf8")) : {};
  const vars = existsSync(flags.config) ? varsIn(readFileSync(flags.config, "utf8")) : {};
  const url = flags.url ?? (vars.ORIGIN || "http://localhost:8787");
  return { url, key: process.env.OPERATOR_KEY ?? kept.OPERATOR_KEY };
}

/** Asks /healthz and /readyz; never throws for what the other side does. */
export async function askHealth(url: string, key: string | undefined): Promise<Health> {
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(url + path, { headers, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT) });
  const clear = key !== undefined && !keepsSecrets(url);
  try {
    const alive = (await ask("/healthz")).status === 200;
    const answer = await ask("/readyz", key && !clear ? { authorization: `Bearer ${key}` } : {});
    if (answer.status === 401) {
      const { status } = (await (await ask("/readyz")).json()) as Pick<Health, "status">;
      return { url, alive, status, why: "the operator's key is another one there" };
    }
    const said = (await answer.json()) as Omit<Health, "url" | "alive">;
    return {
      url,
      alive,
      ...said,
      ...(clear && { why: "not asked with OPERATOR_KEY: without https everybody could read it" }),
      ...(!key && { why: "no OPERATOR_KEY: it tells its status alone" }),
    };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = cause instanceof Error ? cause.message : String(cause);
    return { url, alive: false, status: "unreachable", why };
  }
}

const exits = { ready: 0, degraded: 1, down: 2, unreachable: 2 } as const;

/** 0 ready, 1 degraded, 2 down or out of reach. */
export const exitOf = ({ status }: Health): number => exits[status] ?? 2;

const inForce = ({ mode, messageEn, until }: NonNullable<Health["service"]>) =>
  `${mode.replace("_", " ")}${until ? ` until ${until}` : ""}: ${messageEn}`;

/** The same for people, a line for each check. */
export function told({
  url,
  status,
  score,
  schema,
  checks,
  settings,
  service,
  why,
}: Health): string {
  const lines = (checks ?? []).map(({ name, passed, weight, ms }) =>
    [
      `  ${passed ? "ok  " : "FAIL"}`,
      name.replaceAll("_", " ").padEnd(16),
      (weight ? `${weight}` : "-").padStart(4),
      `${ms} ms`.padStart(8),
    ].join(" "),
  );
  return [
    `${url} is ${status}${score === undefined ? "" : `, score ${score}`}`,
    ...(why ? [`  ${why}`] : []),
    ...(service && service.mode !== "normal" ? [`  ${inForce(service)}`] : []),
    ...lines,
    ...(settings ?? []).map(({ name, fault }) => `  ${name} is ${fault}`),
    ...(schema ? [`  schema ${schema}`] : []),
  ].join("\n");
}
