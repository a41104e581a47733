import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import {
  convertV4MiniflareOptions,
  Log,
  LogLevel,
  Miniflare,
  type MiniflareOptions,
} from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import type { Binding, Version } from "../stub/account.ts";
import type { Stub } from "../stub/server.ts";
import type { TailEvent } from "../stub/tails.ts";
import { assetFile, modulesOf } from "../stub/uploads.ts";

/** One version as a workerd of its own, made of the very bytes that wrangler uploaded. */
export type ServedVersion = { id: string; url: URL; stop: () => Promise<void> };

const kinds: Record<string, "ESModule" | "CompiledWasm" | "Data" | "Text"> = {
  "application/javascript+module": "ESModule",
  "application/wasm": "CompiledWasm",
  "application/octet-stream": "Data",
  "text/plain": "Text",
};

/**
 * Serves it. `objects` is the name of the version whose workerd keeps the Durable Objects: the
 * first one keeps them itself, the others ask it. D1 and R2 are the account's, for all of them.
 */
export async function serveVersion(
  stub: Stub,
  version: Version,
  objects: string | undefined,
): Promise<ServedVersion> {
  const name = nameOf(version.id);
  const options = {
    ...convertV4MiniflareOptions({
      port: 0,
      host: "127.0.0.1",
      cf: false,
      log: new Log(LogLevel.NONE),
      logRequests: false,
      unsafeDevRegistryPath: `${stub.storage.folder}/registry`,
      handleStructuredLogs: (line) => stub.tails.tell(eventOf(line)), // shown to who asks for it
      workers: [{ ...product(stub, version, objects), name }, ...documents(stub)],
    }),
    ...stub.storage.shared(name),
  } as MiniflareOptions;
  await stub.storage.start(); // it must be there first: who comes first keeps the data
  const miniflare = new Miniflare(options);
  try {
    const url = await miniflare.ready;
    return { id: version.id, url, stop: () => miniflare.dispose() };
  } catch (error) {
    await miniflare.dispose().catch(() => undefined);
    throw error;
  }
}

/** A line of the worker's log as Cloudflare would tell it; here each is an event of its own. */
const eventOf = (line: { timestamp: number; level: string; message: string }): TailEvent => ({
  ...{ scriptName: "tms", outcome: "ok", eventTimestamp: line.timestamp, event: null },
  exceptions: [],
  logs: [{ message: [line.message], level: line.level, timestamp: line.timestamp }],
});

export const nameOf = (version: string) => `version-${version}`;

function product(stub: Stub, version: Version, objects: string | undefined) {
  const { workerOptions } = unstable_getMiniflareWorkerOptions("wrangler.toml");
  const { assets, email, queueProducers } = workerOptions;
  const of = (type: string) => version.metadata.bindings.filter((one) => one.type === type);
  const object = (one: Binding) => ({
    className: String(one.class_name),
    ...(objects ? { scriptName: objects } : { useSQLite: true }),
  });
  const [stamp] = of("version_metadata");
  const namespaces = of("durable_object_namespace");
  const built = code(stub, version);
  return {
    ...built,
    modules: [withoutJurisdiction(version.metadata.main_module, namespaces), ...built.modules],
    ...{ email, queueProducers },
    bindings: {
      ...entries(of("plain_text"), ({ text }) => String(text)),
      ...version.secrets,
      ...(stamp && {
        [stamp.name]: { id: version.id, tag: version.annotations["workers/tag"] ?? "" },
      }),
    },
    d1Databases: entries(of("d1"), ({ id }) => String(id)),
    r2Buckets: entries(of("r2_bucket"), ({ bucket_name }) => String(bucket_name)),
    durableObjects: entries(namespaces, object),
    serviceBindings: entries(of("service"), ({ service }) => String(service)),
    ...(version.assets && {
      assets: { ...(assets as object), directory: assetsOf(stub, version) },
    }),
  };
}

/** Around the product, since workerd knows no jurisdictions: here all objects are in one place. */
function withoutJurisdiction(main: string, namespaces: readonly Binding[]) {
  const names = JSON.stringify(namespaces.map(({ name }) => name));
  const contents = `import product from "./${main}";
export * from "./${main}";
const here = (namespace) => new Proxy(namespace, {
  get(target, key) {
    if (key === "jurisdiction") return () => target;
    const value = target[key];
    return typeof value === "function" ? value.bind(target) : value;
  },
});
let known;
const flat = (env) => (known ??= { ...env, ...Object.fromEntries(${names}.map((name) => [name, here(env[name])])) });
export default {
  fetch: (request, env, ctx) => product.fetch(request, flat(env), ctx),
  queue: (batch, env, ctx) => product.queue(batch, flat(env), ctx),
  scheduled: (event, env, ctx) => product.scheduled(event, flat(env), ctx),
};
`;
  return { type: "ESModule" as const, path: "edge.js", contents };
}

/** The other Worker that the product calls, as it was deployed last. */
function documents(stub: Stub) {
  const version = stub.account.state.scripts["tms-documents"]?.versions[0];
  return version ? [{ ...code(stub, version), name: "tms-documents" }] : [];
}

function code({ account }: Stub, version: Version) {
  const { main_module, compatibility_date = "", compatibility_flags = [] } = version.metadata;
  const modules = modulesOf(account.folder, version).flatMap(({ name, type, contents }) => {
    const kind = kinds[type]; // a source map is none
    if (!kind) return [];
    return [
      { type: kind, path: name, contents: kind === "ESModule" ? contents.toString() : contents },
    ];
  });
  const first = (name: string) => (name === main_module ? 0 : 1); // workerd starts with the first
  modules.sort((a, b) => first(a.path) - first(b.path));
  return {
    modules,
    compatibilityDate: compatibility_date,
    compatibilityFlags: compatibility_flags,
  };
}

/** A folder with the version's assets under their own names. */
function assetsOf({ account }: Stub, { id, assets = {} }: Version): string {
  const folder = resolve(account.folder, "served", id);
  for (const [path, hash] of Object.entries(assets)) {
    mkdirSync(dirname(folder + path), { recursive: true });
    copyFileSync(assetFile(account.folder, hash), folder + path);
  }
  return folder;
}

const entries = <T>(bindings: readonly Binding[], value: (one: Binding) => T) =>
  Object.fromEntries(bindings.map((one) => [one.name, value(one)]));
