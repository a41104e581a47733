import { randomUUID } from "node:crypto";
import type { AccountFile, Script, Version } from "./account.ts";
import { type Ask, jsonOf, ok, Refused, type Route } from "./protocol.ts";
import { newDeployment, scriptOf } from "./versions.ts";

/** What else there is about a script: settings, secrets, crons, addresses. */
export function scriptRoutes(account: AccountFile): readonly Route[] {
  const { state } = account;
  const service = ({ caught: [name = ""] }: Ask) => {
    const script = state.scripts[name];
    if (!script) throw new Refused(10_090, "workers.api.error.service_not_found", 404);
    const last = { tag: "stub", last_deployed_from: "wrangler", tags: null };
    const environment = { environment: "production", created_on: script.versions[0]?.created_on };
    const tag = script.migrationTag && { migration_tag: script.migrationTag };
    return ok({
      ...{ id: name, environments: [environment] },
      default_environment: { ...environment, script: { id: name, ...last, ...tag } },
    });
  };
  const secretNames = (ask: Ask) =>
    Object.keys(newest(scriptOf(account, ask)).secrets).map(secretNamed);
  const putSecrets = (ask: Ask, change: Record<string, string | null>) => {
    withSecrets(scriptOf(account, ask), change);
    account.save();
  };
  const putOne = (ask: Ask) => {
    const { name, text } = jsonOf<{ name: string; text: string }>(ask);
    putSecrets(ask, { [name]: text });
    return ok(secretNamed(name));
  };
  const putMany = (ask: Ask) => {
    const { secrets } = jsonOf<{ secrets: Record<string, { text: string } | null> }>(ask);
    const texts = Object.entries(secrets).map(([name, one]) => [name, one?.text ?? null] as const);
    putSecrets(ask, Object.fromEntries(texts));
    return ok(secretNames(ask));
  };
  const dropOne = (ask: Ask) => {
    putSecrets(ask, { [ask.caught[1] ?? ""]: null });
    return ok(null);
  };
  const settings = (ask: Ask) => {
    const { metadata, secrets } = newest(scriptOf(account, ask));
    const bindings = metadata.bindings.filter(({ type }) => type !== "secret_text");
    return ok({
      bindings: [...bindings, ...Object.keys(secrets).map(secretNamed)],
      ...{ compatibility_date: metadata.compatibility_date, usage_model: "standard" },
    });
  };
  const ring = (ask: Ask) => {
    const script = scriptOf(account, ask);
    script.schedules = jsonOf<Script["schedules"]>(ask);
    account.save();
    return ok({ schedules: script.schedules });
  };
  const named = ({ caught: [name = ""] }: Ask) =>
    ok({ id: name, name, subdomain: noAddress, observability: { enabled: true }, tags: [] });
  return [
    ["GET", "/workers/services/:name", service],
    ["GET", "/workers/scripts", () => ok(Object.values(state.scripts).map(listed))],
    ["GET", "/workers/workers/:name", named],
    ["GET", "/workers/scripts/:name/secrets", (ask) => ok(secretNames(ask))],
    ["PUT", "/workers/scripts/:name/secrets", putOne],
    ["DELETE", "/workers/scripts/:name/secrets/:secret", dropOne],
    ["PATCH", "/workers/scripts/:name/secrets-bulk", putMany],
    ["GET", "/workers/scripts/:name/settings", settings],
    ["GET", "/workers/scripts/:name/script-settings", settings],
    ["PATCH", "/workers/scripts/:name/script-settings", () => ok({})],
    ["PUT", "/workers/scripts/:name/schedules", ring],
    [
      "GET",
      "/workers/scripts/:name/schedules",
      (a) => ok({ schedules: scriptOf(account, a).schedules }),
    ],
    ["GET", "/workers/scripts/:name/subdomain", () => ok(noAddress)],
    ["POST", "/workers/scripts/:name/subdomain", () => ok(noAddress)],
    ["GET", "/workers/subdomain", () => ok({ subdomain: "stub" })],
  ];
}

const noAddress = { enabled: false, previews_enabled: false };
const secretNamed = (name: string) => ({ name, type: "secret_text" });
const listed = ({ name, migrationTag, versions }: Script) => ({
  ...{ id: name, migration_tag: migrationTag, modified_on: versions[0]?.created_on },
});

function newest({ versions }: Script): Version {
  const [first] = versions;
  if (!first) throw new Refused(10_007, "This Worker has no version", 404);
  return first;
}

/** A changed secret is a version of its own, served at once; a release under way forbids it. */
function withSecrets(script: Script, change: Record<string, string | null>): void {
  const before = newest(script);
  const deployed = script.deployments[0]?.versions;
  if (deployed?.length !== 1 || deployed[0]?.version_id !== before.id)
    throw new Refused(10_215, "The latest version of your Worker is not the one deployed");
  const secrets = { ...before.secrets };
  for (const [name, text] of Object.entries(change))
    if (text === null) delete secrets[name];
    else secrets[name] = text;
  const id = randomUUID();
  const made = { id, number: before.number + 1, created_on: new Date().toISOString() };
  const files = { filesOf: before.filesOf ?? before.id };
  script.versions.unshift({ ...before, ...made, ...files, source: "secret", secrets });
  script.deployments.unshift(newDeployment([{ version_id: id, percentage: 100 }], {}));
}
