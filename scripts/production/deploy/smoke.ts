type Asked = { origin: string; version: string; key: string | undefined; script: string };

/**
 * Asks the new version while it has 0 % of the visitors, by Cloudflare's own header; the operator's
 * key makes it say which version it is, so that nobody is fooled by the old one's answers.
 */
export async function smoke(
  asked: Asked,
  paths: readonly string[],
  readiness: number,
): Promise<string[]> {
  const faults: string[] = [];
  for (const path of paths) {
    const { status } = await ask(asked, path);
    if (status !== 200) faults.push(`${path} answered ${status}`);
  }
  return [...faults, ...(await unready(asked, readiness))];
}

/** Why the version is not ready: another one answered, or its score is too low. */
export async function unready(asked: Asked, readiness: number): Promise<string[]> {
  const answer = await ask(asked, "/readyz", asked.key);
  const found = (await answer.json().catch(() => ({}))) as Found;
  if (answer.status === 401) return ["/readyz does not know this OPERATOR_KEY"];
  if (found.version !== asked.version)
    return [
      `/readyz came from ${found.version ?? "an unknown version"}, not from ${asked.version}`,
    ];
  const failing = (found.checks ?? []).filter(({ passed }) => !passed).map(({ name }) => name);
  const why = failing.length > 0 ? ` (${failing.join(", ")})` : "";
  if (answer.status !== 200) return [`/readyz answered ${answer.status}${why}`];
  if (found.score !== undefined && found.score < readiness)
    return [`readiness is ${found.score}, not ${readiness}${why}`];
  return [];
}

type Found = { version?: string; score?: number; checks?: { name: string; passed: boolean }[] };

async function ask({ origin, version, script }: Asked, path: string, key?: string) {
  return await fetch(origin + path, {
    redirect: "manual",
    signal: AbortSignal.timeout(10_000),
    headers: {
      "cloudflare-workers-version-overrides": `${script}="${version}"`,
      ...(key && { authorization: `Bearer ${key}` }),
    },
  }).catch((error: unknown) => new Response(String(error), { status: 599 }));
}
