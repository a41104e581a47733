import { askHealth } from "../../health/ask.ts";
import type { Asked, Project } from "../project.ts";

const TIMEOUT = 10_000;

async function ask<T>(url: string, read: (answer: Response) => Promise<T> | T): Promise<Asked<T>> {
  try {
    const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT) });
    return { told: await read(answer) };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

/** What the running service says to its operator, and to a stranger. */
export async function askService(url: string, key?: string): Promise<Project["service"]> {
  const [health, headers, metricsStatus, securityText] = await Promise.all([
    askHealth(url, key),
    ask(`${url}/robots.txt`, (answer) => Object.fromEntries(answer.headers)),
    ask(`${url}/metrics`, (answer) => answer.status),
    ask(`${url}/.well-known/security.txt`, (answer) => (answer.ok ? answer.text() : "")),
  ]);
  return { health, headers, metricsStatus, securityText };
}
