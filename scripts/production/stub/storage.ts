import { createHash, createHmac } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  convertV4MiniflareOptions,
  Log,
  LogLevel,
  Miniflare,
  type MiniflareOptions,
} from "miniflare";
import type { Account } from "./account.ts";

const NAME = "account-storage";
const script = `export default { fetch: () => new Response(null, { status: 404 }) }`;

/**
 * What lies in the account: D1 and R2 on Miniflare's simulators, on disk. They are shared, so that
 * the workerd of every version that is served sees the same rows.
 */
export class Storage {
  readonly folder: string;
  readonly #account: Account;
  #running: { miniflare: Miniflare; has: string } | undefined;

  constructor(folder: string, account: Account) {
    this.folder = resolve(folder);
    this.#account = account;
  }

  /** Options with which another Miniflare sees this very data. */
  shared(own: string): Partial<MiniflareOptions> {
    return {
      resourcePersistencePath: `${this.folder}/data`,
      isolatedResourcePersistencePath: `${this.folder}/${own}`,
      unsafeDevRegistryPath: `${this.folder}/registry`,
      unsafeEnableSharedStorage: true,
      enableDevRegistry: true,
    };
  }

  async database(uuid: string): Promise<D1Database> {
    return (await this.start()).getD1Database(uuid, NAME) as unknown as D1Database;
  }

  async bucket(name: string): Promise<R2Bucket> {
    return (await this.start()).getR2Bucket(name, NAME) as unknown as R2Bucket;
  }

  /** Runs with the databases and buckets that the account has by now. */
  async start(): Promise<Miniflare> {
    const databases = this.#account.databases.map(({ uuid }) => uuid);
    const buckets = this.#account.buckets.map(({ name }) => name);
    const has = JSON.stringify([databases, buckets]);
    if (this.#running?.has === has) return this.#running.miniflare;
    const options = this.#options(databases, buckets);
    const miniflare = this.#running?.miniflare ?? new Miniflare(options);
    if (this.#running) await miniflare.setOptions(options);
    await miniflare.ready;
    this.#running = { miniflare, has };
    return miniflare;
  }

  #options(databases: readonly string[], buckets: readonly string[]): MiniflareOptions {
    const itself = (names: readonly string[]) => Object.fromEntries(names.map((n) => [n, n]));
    const worker = { name: NAME, modules: true as const, script, compatibilityDate: "2026-10-20" };
    const options = convertV4MiniflareOptions({
      port: 0,
      host: "127.0.0.1",
      cf: false,
      log: new Log(LogLevel.ERROR),
      unsafeDevRegistryPath: `${this.folder}/registry`,
      workers: [{ ...worker, d1Databases: itself(databases), r2Buckets: itself(buckets) }],
    });
    return { ...options, ...this.shared("storage") } as MiniflareOptions;
  }

  /** A copy of the database as it is now, as Time Travel would find it again. */
  async keep(uuid: string, bookmark: string): Promise<void> {
    await (await this.database(uuid)).prepare("select 1").run(); // so that there is a file
    mkdirSync(`${this.folder}/bookmarks`, { recursive: true });
    const file = new DatabaseSync(this.#file(uuid), { readOnly: true });
    file.prepare("vacuum into ?").run(this.#kept(bookmark));
    file.close();
  }

  /** Whether there is such a copy. */
  knows(bookmark: string): boolean {
    return /^[0-9a-f-]+$/.test(bookmark) && existsSync(this.#kept(bookmark));
  }

  /** Puts the database back to what it was then. */
  async goBack(uuid: string, bookmark: string): Promise<void> {
    await this.stop();
    for (const end of ["-wal", "-shm"]) rmSync(this.#file(uuid) + end, { force: true });
    copyFileSync(this.#kept(bookmark), this.#file(uuid));
    await this.start();
  }

  #kept(bookmark: string): string {
    return `${this.folder}/bookmarks/${bookmark}.sqlite`;
  }

  // Miniflare keeps a database as a Durable Object, under the object's id.
  #file(uuid: string): string {
    const key = createHash("sha256").update("miniflare-D1DatabaseObject").digest();
    const mac = (text: string | Buffer) =>
      createHmac("sha256", key).update(text).digest().subarray(0, 16);
    const named = mac(uuid);
    const id = Buffer.concat([named, mac(named)]).toString("hex");
    return `${this.folder}/data/d1/miniflare-D1DatabaseObject/${id}.sqlite`;
  }

  async stop(): Promise<void> {
    await this.#running?.miniflare.dispose();
    this.#running = undefined;
  }
}
