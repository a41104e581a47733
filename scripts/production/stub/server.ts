import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unstable_readConfig } from "wrangler";
import { AccountFile } from "./account.ts";
import { d1Routes, newDatabase } from "./d1.ts";
import { d1MoveRoutes } from "./d1_moves.ts";
import { type Answer, caughtBy, ok, Refused, type Route, refusal } from "./protocol.ts";
import { newQueue, queueRoutes } from "./queues.ts";
import { newBucket, r2Routes } from "./r2.ts";
import { scriptRoutes } from "./scripts.ts";
import { Storage } from "./storage.ts";
import { Tails } from "./tails.ts";
import { assetRoutes } from "./uploads.ts";
import { type TryOut, versionRoutes } from "./versions.ts";

const ACCOUNT = "00000000000000000000000000000001";
const TOKEN = "a-token-of-the-stub";

export type Stub = {
  /** For wrangler: what `CLOUDFLARE_API_BASE_URL` is set to. */
  url: string;
  /** The environment in which the real wrangler speaks to this account. */
  env: Record<string, string>;
  account: AccountFile;
  storage: Storage;
  /** Who listens to a Worker's log by `wrangler tail`. */
  tails: Tails;
  /** Calls that the stub could not answer; wrangler wanted something that is not here. */
  unknown: string[];
  close: () => Promise<void>;
};

type Options = {
  port?: number;
  /** Where the account lies; without one it is new, and goes when the stub closes. */
  folder?: string;
  /** Makes the database, queues and buckets that wrangler.toml names, with the ids it has. */
  prepared?: boolean;
  tryOut?: TryOut;
};

/**
 * An account at Cloudflare on this machine, as far as the scripts of production use it through the
 * real wrangler. What it keeps is kept on disk; its D1 and R2 are Miniflare's.
 */
export async function startStub(options: Options = {}): Promise<Stub> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "tms-account-"));
  const account = new AccountFile(folder);
  if (options.prepared) prepare(account);
  const storage = new Storage(`${folder}/storage`, account.state);
  const tails = new Tails();
  const unknown: string[] = [];
  const server = createServer((request, response) => {
    void answer(request).then(
      (found) => send(response, found),
      (error) => send(response, refusal(new Refused(10_001, String(error), 500))),
    );
  });
  server.on("upgrade", (request, socket) => tails.accept(request, socket));
  await new Promise<void>((done, refuse) => {
    server.once("error", refuse);
    server.listen(options.port ?? 0, "127.0.0.1", done);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const routes: readonly Route[] = [
    ...d1Routes(account, storage),
    ...d1MoveRoutes(account, storage, () => origin),
    ...queueRoutes(account),
    ...r2Routes(account, storage),
    ...assetRoutes(account),
    ...versionRoutes(account, options.tryOut),
    ...scriptRoutes(account),
    ...tails.routes(() => origin),
  ];

  async function answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams: query } = new URL(request.url ?? "/", origin);
    const { method = "GET" } = request;
    const headers = new Headers(request.headers as Record<string, string>);
    const path = pathname.replace(/^\/client\/v4/, "").replace(`/accounts/${ACCOUNT}`, "");
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    const asset = path === "/workers/assets/upload"; // it has a token of its own
    const bearer = headers.get("authorization");
    const open = asset || path.startsWith("/files/"); // signed by their names
    if (!open && bearer !== `Bearer ${TOKEN}`)
      return refusal(new Refused(10_000, "Authentication error", 403));
    for (const [wanted, pattern, handle] of [...whoAmI, ...routes]) {
      const caught = wanted === method ? caughtBy(pattern, path) : undefined;
      if (!caught) continue;
      try {
        return await handle({ method, path, query, headers, body, caught });
      } catch (error) {
        if (error instanceof Refused) return refusal(error);
        throw error;
      }
    }
    unknown.push(`${method} ${pathname}`);
    return refusal(new Refused(7003, `The stub has no ${method} ${path}`, 404));
  }

  return {
    url: `${origin}/client/v4`,
    env: {
      CLOUDFLARE_API_BASE_URL: `${origin}/client/v4`,
      CLOUDFLARE_API_TOKEN: TOKEN,
      CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
      CI: "1",
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_HIDE_BANNER: "true",
    },
    ...{ account, storage, tails, unknown },
    close: async () => {
      tails.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await storage.stop();
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

const whoAmI: readonly Route[] = [
  ["GET", "/user/tokens/verify", () => ok({ id: "token", status: "active" })],
  ["GET", "/user", () => ok({ id: "user", email: "operator@example.no" })],
  ["GET", "/accounts", () => ok([{ id: ACCOUNT, name: "stub" }])],
  ["GET", "/memberships", () => ok([{ account: { id: ACCOUNT, name: "stub" } }])],
  ["GET", "/zones", () => ok([])],
];

function prepare(account: AccountFile): void {
  const { state } = account;
  const { d1_databases, queues, r2_buckets } = unstable_readConfig({ config: "wrangler.toml" });
  type Names = { queue: string; dead_letter_queue?: string }[];
  const { producers = [], consumers = [] } = queues as { producers?: Names; consumers?: Names };
  for (const { database_name = "", database_id = "" } of d1_databases)
    if (!state.databases.some(({ uuid }) => uuid === database_id))
      state.databases.push(newDatabase(database_name, database_id));
  const names = [
    ...producers.map(({ queue }) => queue),
    ...consumers.flatMap(({ dead_letter_queue: dead }) => (dead ? [dead] : [])),
  ];
  for (const name of new Set(names))
    if (!state.queues.some(({ queue_name }) => queue_name === name))
      state.queues.push(newQueue(name));
  for (const { bucket_name = "", jurisdiction } of r2_buckets)
    if (!state.buckets.some(({ name }) => name === bucket_name))
      state.buckets.push(newBucket(bucket_name, jurisdiction));
  account.save();
}

function send(response: ServerResponse, { status = 200, headers = {}, json, bytes }: Answer): void {
  const type = bytes ? "application/octet-stream" : "application/json";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(bytes ?? JSON.stringify(json));
}
