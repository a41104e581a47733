import type { Shares, Wrangler } from "./wrangler.ts";

export type DeploymentSeen = { versions: Shares; created_on: string };

export type VersionSeen = {
  id: string;
  resources: {
    bindings: readonly { name: string; type: string; [more: string]: unknown }[];
    script_runtime?: { migration_tag?: string };
  };
};

/** The version that everybody had before this one; while two are served, the older of them. */
export function versionBefore(deployments: readonly DeploymentSeen[]): string | undefined {
  const newestFirst = [...deployments].sort((a, b) => b.created_on.localeCompare(a.created_on));
  const [now, ...earlier] = newestFirst;
  const wholly = earlier.flatMap(({ versions }) => (versions.length === 1 ? [...versions] : []));
  const serving = now?.versions.map(({ version_id }) => version_id) ?? [];
  if (serving.length > 1)
    return wholly.find(({ version_id }) => serving.includes(version_id))?.version_id;
  return wholly.find(({ version_id }) => !serving.includes(version_id))?.version_id;
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
