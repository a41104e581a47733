import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { AccountFile, Binding, Script, UploadMetadata, Version } from "./account.ts";
import { type Ask, formOf, jsonOf, ok, Refused, type Route } from "./protocol.ts";

/** Assets: wrangler says which files there are, and sends those that are not here yet. */
export function assetRoutes(account: AccountFile): readonly Route[] {
  const { folder, state } = account;
  const session = (ask: Ask) => {
    type Manifest = { manifest: Record<string, { hash: string }> };
    const { manifest } = jsonOf<Manifest>(ask);
    const files = Object.entries(manifest).map(([path, { hash }]) => [path, hash] as const);
    const jwt = randomUUID();
    state.uploads[jwt] = Object.fromEntries(files);
    account.save();
    const hashes = [...new Set(files.map(([, hash]) => hash))];
    const wanted = hashes.filter((hash) => !existsSync(assetFile(folder, hash)));
    return ok({ jwt, buckets: wanted.length > 0 ? [wanted] : [] });
  };
  const take = async (ask: Ask) => {
    const jwt = ask.headers.get("authorization")?.replace("Bearer ", "") ?? "";
    if (!state.uploads[jwt]) throw new Refused(10_000, "There is no such upload", 403);
    mkdirSync(`${folder}/assets`, { recursive: true });
    for (const [hash, file] of await formOf(ask)) {
      if (!/^[0-9a-f]{32}$/.test(hash)) throw new Refused(10_000, `${hash} is no hash`);
      const text = typeof file === "string" ? file : await file.text();
      writeFileSync(assetFile(folder, hash), Buffer.from(text, "base64"));
    }
    return { ...ok({ jwt }), status: 201 };
  };
  return [
    ["POST", "/workers/scripts/:name/assets-upload-session", session],
    ["POST", "/workers/assets/upload", take],
  ];
}

/** Where one asset lies: under its hash, so that the files of all versions stay. */
export const assetFile = (folder: string, hash: string) => `${folder}/assets/${hash}`;

export const moduleFile = (folder: string, version: string, name: string) =>
  `${folder}/versions/${version}/${name}`;

/** Reads the form with which a script is uploaded, and keeps its files. */
export async function newVersion(
  account: AccountFile,
  script: Script,
  ask: Ask,
  source: Version["source"],
): Promise<Version> {
  const form = await formOf(ask);
  const metadata = JSON.parse(String(form.get("metadata"))) as UploadMetadata;
  const id = randomUUID();
  const modules: { name: string; type: string }[] = [];
  mkdirSync(`${account.folder}/versions/${id}`, { recursive: true });
  for (const [, file] of form) {
    if (typeof file === "string") continue;
    const name = file.name.replace(/^\.\//, "");
    if (name.split("/").includes("..")) throw new Refused(10_021, `Strange module ${name}`);
    if (name === "metadata" || name === "blob") continue;
    writeFileSync(moduleFile(account.folder, id, name), Buffer.from(await file.arrayBuffer()));
    modules.push({ name, type: file.type });
  }
  const { jwt } = metadata.assets ?? {};
  const assets = jwt ? account.state.uploads[jwt] : undefined;
  metadata.bindings = metadata.bindings.map((one) => inherited(script, one));
  const sent = metadata.bindings.filter(({ type }) => type === "secret_text");
  return {
    ...{ id, source, metadata, modules, annotations: metadata.annotations ?? {} },
    number: script.versions.length + 1,
    migrationTag: metadata.migrations?.new_tag ?? script.migrationTag,
    created_on: new Date().toISOString(),
    secrets: {
      ...script.versions[0]?.secrets,
      ...Object.fromEntries(sent.map(({ name, text }) => [name, String(text)])),
    },
    ...(assets && { assets }),
  };
}

/** wrangler names a queue by saying "as it was": the version has what the one before it had. */
function inherited({ versions }: Script, binding: Binding): Binding {
  if (binding.type !== "inherit") return binding;
  const before = versions[0]?.metadata.bindings.find(({ name }) => name === binding.name);
  if (!before) throw new Refused(10_057, `There is no ${binding.name} to inherit`);
  return before;
}

/** The bytes of a version's modules, for whoever serves it. */
export const modulesOf = (folder: string, { id, filesOf = id, modules }: Version) =>
  modules.map(({ name, type }) => ({
    ...{ name, type },
    contents: readFileSync(moduleFile(folder, filesOf, name)),
  }));
