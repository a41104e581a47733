import { randomUUID } from "node:crypto";
import type { AccountFile, Deployment, Script, Version } from "./account.ts";
import { type Ask, jsonOf, ok, Refused, type Route } from "./protocol.ts";
import { newVersion } from "./uploads.ts";

/** Asked before a version is taken: Cloudflare refuses one that throws while it is loaded. */
export type TryOut = (script: Script, version: Version) => Promise<string | undefined>;

/** Uploads of scripts, their versions, and which share of the visitors gets which. */
export function versionRoutes(
  account: AccountFile,
  tryOut: TryOut = async () => undefined,
): readonly Route[] {
  const upload = async (ask: Ask, source: Version["source"]) => {
    const [name = ""] = ask.caught;
    const script = account.state.scripts[name] ?? newScript(name);
    const version = await newVersion(account, script, ask, source);
    const tag = version.metadata.migrations?.new_tag;
    if (source === "version_upload" && tag && tag !== script.migrationTag)
      throw new Refused(10_211, "migrations must be fully applied by running wrangler deploy");
    mustBeThere(account, version);
    const wrong = await tryOut(script, version);
    if (wrong) throw new Refused(10_021, wrong);
    account.state.scripts[name] = script;
    script.versions.unshift(version);
    if (tag) script.migrationTag = tag;
    return { script, version };
  };
  const deploy = async (ask: Ask) => {
    const { script, version } = await upload(ask, "upload");
    script.deployments.unshift(
      newDeployment([{ version_id: version.id, percentage: 100 }], version.annotations),
    );
    account.save();
    const { id } = version;
    return ok({ id: script.name, etag: id, deployment_id: id, startup_time_ms: 1, ...entry });
  };
  const add = async (ask: Ask) => {
    const { version } = await upload(ask, "version_upload");
    account.save();
    return ok(shown(version));
  };
  const share = (ask: Ask) => {
    const script = scriptOf(account, ask);
    type Wanted = Pick<Deployment, "versions"> & { annotations?: Record<string, string> };
    const { versions, annotations = {} } = jsonOf<Wanted>(ask);
    mustBeShares(script, versions);
    if (ask.query.get("force") !== "true") mustHaveSecretsOfNow(script, versions);
    const made = newDeployment(versions, annotations);
    script.deployments.unshift(made);
    account.save();
    return ok(shownDeployment(made));
  };
  const one = (ask: Ask) => {
    const found = scriptOf(account, ask).versions.find(({ id }) => id === ask.caught[1]);
    if (!found) throw new Refused(10_007, "There is no such version", 404);
    return ok(shown(found));
  };
  return [
    ["PUT", "/workers/scripts/:name", deploy],
    ["POST", "/workers/scripts/:name/versions", add],
    [
      "GET",
      "/workers/scripts/:name/versions",
      (ask) => ok({ items: scriptOf(account, ask).versions.map(shown) }),
    ],
    ["GET", "/workers/scripts/:name/versions/:id", one],
    [
      "GET",
      "/workers/scripts/:name/deployments",
      (ask) => ok({ deployments: scriptOf(account, ask).deployments.map(shownDeployment) }),
    ],
    ["POST", "/workers/scripts/:name/deployments", share],
  ];
}

const entry = { entry_point: "main.js", handlers: ["fetch"] };

export function scriptOf(account: AccountFile, { caught: [name = ""] }: Ask): Script {
  const found = account.state.scripts[name];
  if (!found) throw new Refused(10_007, "This Worker does not exist on your account.", 404);
  return found;
}

/** What it binds must exist: Cloudflare takes no script without it. */
function mustBeThere({ state }: AccountFile, { metadata }: Version): void {
  const missing = metadata.bindings.filter((binding) => {
    const { type, service, id, queue_name, bucket_name, jurisdiction = "default" } = binding;
    if (type === "service") return !state.scripts[String(service)];
    if (type === "d1") return !state.databases.some(({ uuid }) => uuid === id);
    if (type === "queue") return !state.queues.some((one) => one.queue_name === queue_name);
    if (type === "r2_bucket")
      return !state.buckets.some(
        (one) => one.name === bucket_name && one.jurisdiction === jurisdiction,
      );
    return false;
  });
  if (missing.length > 0)
    throw new Refused(
      10_143,
      `Bound, but not there: ${missing.map(({ name }) => name).join(", ")}`,
    );
}

const newScript = (name: string): Script => ({
  ...{ name, versions: [], deployments: [], migrationTag: "", schedules: [] },
});

export const newDeployment = (
  versions: Deployment["versions"],
  annotations: Record<string, string>,
): Deployment => ({
  ...{ id: randomUUID(), versions, annotations },
  created_on: new Date().toISOString(),
});

/** Cloudflare's own rules: one version or two, that exist, with 100 % between them. */
function mustBeShares(script: Script, versions: Deployment["versions"]): void {
  const sum = versions.reduce((n, { percentage }) => n + percentage, 0);
  const wrong = versions.some(({ percentage }) => percentage < 0 || percentage > 100);
  if (versions.length < 1 || versions.length > 2 || sum !== 100 || wrong)
    throw new Refused(10_115, "A deployment has one or two versions with 100 % between them");
  for (const { version_id } of versions)
    if (!script.versions.some(({ id }) => id === version_id))
      throw new Refused(10_007, `There is no version ${version_id}`, 404);
}

/** A version whose secrets are not those that are served now is refused by the names of them. */
function mustHaveSecretsOfNow(script: Script, versions: Deployment["versions"]): void {
  const secretsOf = (id: string | undefined) =>
    script.versions.find((one) => one.id === id)?.secrets ?? {};
  const now = secretsOf(script.deployments[0]?.versions[0]?.version_id);
  const changed = versions.flatMap(({ version_id }) => {
    const own = secretsOf(version_id);
    return Object.keys({ ...now, ...own }).filter((name) => now[name] !== own[name]);
  });
  if (script.deployments.length > 0 && changed.length > 0)
    throw new Refused(
      10_220,
      `The following secrets have changed: ${[...new Set(changed)].join(", ")}`,
    );
}

const shownDeployment = (deployment: Deployment) => ({
  ...deployment,
  ...{ source: "wrangler", strategy: "percentage", author_email: "operator@example.no" },
});

const shown = ({ id, number, created_on, source, ...version }: Version) => ({
  ...{ id, number, startup_time_ms: 1 },
  metadata: {
    ...{ created_on, modified_on: created_on, source: "wrangler", hasPreview: false },
    author_email: "operator@example.no",
  },
  annotations: { "workers/triggered_by": source, ...version.annotations },
  resources: {
    bindings: [
      ...version.metadata.bindings.filter(({ type }) => type !== "secret_text"),
      ...Object.keys(version.secrets).map((name) => ({ name, type: "secret_text" })),
    ],
    script: { handlers: ["fetch"], etag: id },
    script_runtime: {
      ...{ compatibility_date: version.metadata.compatibility_date, usage_model: "standard" },
      ...(version.migrationTag && { migration_tag: version.migrationTag }),
    },
  },
});
