import type { Shares, Wrangler } from "./wrangler.ts";

export type DeploymentSeen = { versions: Shares; created_on: string };

export type VersionSeen = {
  id: string;
  metadata: { created_on: string };
  resources: {
    bindings: readonly { name: string; type: string; [more: string]: unknown }[];
    script_runtime?: { migration_tag?: string };
  };
};

/**
 * The version that everybody had before the present one came, so that whoever goes back twice does
 * not bring back what was wrong; while two are served, the older of them.
 */
export function versionBefore(deployments: readonly DeploymentSeen[]): string | undefined {
  const oldestFirst = [...deployments].sort((a, b) => a.created_on.localeCompare(b.created_on));
  const serving = oldestFirst.at(-1)?.versions.map(({ version_id }) => version_id) ?? [];
  const wholly = oldestFirst
    .filter(({ versions }) => versions.length === 1)
    .flatMap(({ versions }) => versions.map(({ version_id }) => version_id));
  if (serving.length > 1) return wholly.findLast((id) => serving.includes(id));
  const came = wholly.findIndex((id) => serving.includes(id));
  return came > 0 ? wholly[came - 1] : undefined;
}

const kept = new Set(["d1", "r2_bucket", "queue", "kv_namespace", "service"]);

/** Why Cloudflare, or the data, would not bear the old version any more; empty when it may serve. */
export function obstacles(old: VersionSeen, current: VersionSeen): string[] {
  const [then, now] = [old, current].map(
    ({ resources }) => resources.script_runtime?.migration_tag,
  );
  const moved =
    then === now
      ? []
      : [
          `a migration of Durable Objects lies between them (${then ?? "none"} and ${now ?? "none"}): their code cannot go back`,
        ];
  const bound = current.resources.bindings;
  const gone = old.resources.bindings.filter(
    ({ name, type }) =>
      kept.has(type) && !bound.some((one) => one.name === name && one.type === type),
  );
  return [
    ...moved,
    ...gone.map(
      ({ name, type }) => `it needs ${name} (${type}), which the present version has no more`,
    ),
  ];
}

export const seen = (wrangler: Wrangler, id: string) =>
  wrangler.json<VersionSeen>(["versions", "view", id]);
