import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Script, Version } from "../stub/account.ts";
import { type Stub, startStub } from "../stub/server.ts";
import { Counts } from "./counts.ts";
import { nameOf, type ServedVersion, serveVersion } from "./serve_version.ts";

export type Edge = {
  stub: Stub;
  /** Where visitors come: each gets a version by the shares of the deployment. */
  url: string;
  /** What it has counted for each version. */
  metrics: string;
  /** From now on the shares that wrangler set are those that visitors get. */
  counts: Counts;
  close: () => Promise<void>;
};

type Options = {
  /** Where the account lies. */
  folder: string;
  script?: string;
  /** Whether it has what wrangler.toml names from the beginning. */
  prepared?: boolean;
};

const OVERRIDE = /^tms="?([0-9a-f-]{36})"?$/;

/**
 * Cloudflare's edge on this machine: a workerd for each version that is deployed, behind a proxy
 * that shares the visitors out as the account's deployment says.
 */
export async function startEdge(options: Options): Promise<Edge> {
  const { folder, script: name = "tms", prepared = true } = options;
  const served = new Map<string, Promise<ServedVersion>>();
  let keeper: string | undefined; // whose workerd keeps the Durable Objects
  const stub = await startStub({
    folder,
    prepared,
    tryOut: async (script, version) => {
      if (script.name !== name) return undefined;
      return await start(version).then(
        () => undefined,
        (error: unknown) => `The script does not start: ${firstLine(error)}`,
      );
    },
  });
  const start = (version: Version) => {
    const running = served.get(version.id) ?? serveVersion(stub, version, keeper && nameOf(keeper));
    keeper ??= version.id;
    served.set(version.id, running);
    running.catch(() => {
      served.delete(version.id);
      if (keeper === version.id) keeper = undefined;
    });
    return running;
  };
  const script = () => stub.account.state.scripts[name];
  for (const { version_id } of [...(script()?.deployments[0]?.versions ?? [])].reverse()) {
    const version = script()?.versions.find(({ id }) => id === version_id);
    if (version) await start(version);
  }

  const counts = new Counts();
  const agent = new Agent({ keepAlive: true });
  const forward = async (asked: IncomingMessage, answered: ServerResponse) => {
    const began = performance.now();
    const version = chosen(script(), asked.headers["cloudflare-workers-version-overrides"]);
    if (!version) return void answered.writeHead(522).end();
    const tell = (status: number) => counts.add(version.id, status, performance.now() - began);
    try {
      const { url } = await start(version);
      const { method, headers } = asked;
      const to = { method, headers, host: url.hostname, port: url.port, path: asked.url };
      const ask = (how: { agent: Agent | false }) => {
        const out = request({ ...to, ...how }, (back) => {
          answered.writeHead(back.statusCode ?? 502, back.headers);
          back.pipe(answered);
          back.once("end", () => tell(back.statusCode ?? 502));
        });
        out.once("error", () => {
          // A kept connection may have been closed meanwhile: what has no body is asked anew.
          if (out.reusedSocket && method === "GET" && !answered.headersSent)
            return ask({ agent: false });
          tell(502);
          if (!answered.headersSent) answered.writeHead(502);
          answered.end();
        });
        if (method === "GET") out.end();
        else asked.pipe(out);
      };
      ask({ agent });
    } catch {
      tell(502);
      answered.writeHead(502).end();
    }
  };
  const server = createServer((asked, answered) => void forward(asked, answered));
  server.keepAliveTimeout = 120_000; // a connection that it closed while busy looks like a failed request
  const telling = createServer((_, answered) => answered.end(counts.text()));
  const url = await listen(server);
  return {
    ...{ stub, url, counts, metrics: `${await listen(telling)}/metrics` },
    close: async () => {
      for (const one of [server, telling]) {
        one.closeAllConnections();
        one.close();
      }
      agent.destroy();
      for (const running of served.values()) await (await running).stop();
      await stub.close();
    },
  };
}

/** Cloudflare heeds an override only for a version that is part of the deployment. */
export function chosen(
  script: Script | undefined,
  override: string | string[] | undefined,
  random = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
): Version | undefined {
  const shares = script?.deployments[0]?.versions ?? [];
  const [, wanted] = OVERRIDE.exec(String(override ?? "")) ?? [];
  let left = random * 100;
  const drawn = shares.find(({ percentage }) => {
    left -= percentage;
    return left < 0;
  });
  const id = shares.find(({ version_id }) => version_id === wanted) ?? drawn ?? shares[0];
  return script?.versions.find((version) => version.id === id?.version_id);
}

const firstLine = (error: unknown) =>
  (/Uncaught [^\n\\"]+/.exec(String(error))?.[0] ?? String(error).split("\n")[0] ?? "").slice(
    0,
    300,
  );

const listen = (server: ReturnType<typeof createServer>) =>
  new Promise<string>((done) => {
    server.listen(0, "127.0.0.1", () =>
      done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
