import type { Anchor } from "#worker/modules/audit/rules.ts";

/** The seals that a log stream tells of, whatever stands around them on their lines. */
export function anchorsIn(log: string): Anchor[] {
  return [...log.matchAll(/audit_seal (\d+) \d+ ([\w-]{43})/g)].map(([, n, hash = ""]) => ({
    n: Number(n),
    hash,
  }));
}

/** The anchors that the nightly run has put into the bucket on the last days. */
export function anchorsOf(days: number, read: (key: string) => string | undefined): Anchor[] {
  return Array.from({ length: days }, (_, ago) => {
    const day = new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    const body = read(`audit/anchors/${day}.json`);
    return body ? [JSON.parse(body) as Anchor] : [];
  }).flat();
}
