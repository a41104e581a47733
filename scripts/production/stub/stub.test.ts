import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { command } from "../../gates/part.ts";
import { type Stub, startStub } from "./server.ts";

const MINUTES = 3 * 60_000; // every call starts wrangler anew
const place = mkdtempSync(join(tmpdir(), "tms-stub-"));
let stub: Stub;

beforeAll(async () => {
  stub = await startStub({ folder: join(place, "account") });
  mkdirSync(join(place, "migrations"));
  writeFileSync(join(place, "main.js"), "export default { fetch: () => new Response('one') };");
}, MINUTES);

afterAll(async () => {
  await stub.close();
  rmSync(place, { recursive: true, force: true });
});

/** The real wrangler, in a project of its own. */
async function wrangler(...args: string[]): Promise<string> {
  const line = [process.execPath, resolve("node_modules/wrangler/bin/wrangler.js"), ...args];
  const { code, output } = await command(line, { env: stub.env, cwd: place, minutes: 2 });
  if (code !== 0) throw new Error(output);
  return output;
}

async function call(method: string, path: string, body?: unknown) {
  const { CLOUDFLARE_ACCOUNT_ID: account, CLOUDFLARE_API_TOKEN: token } = stub.env;
  const answer = await fetch(`${stub.url}/accounts/${account}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const said = (await answer.json()) as {
    result: unknown;
    errors: { code: number; message: string }[];
  };
  return { status: answer.status, ...said };
}

test(
  "wrangler makes a database, brings it to its migrations, exports it and goes back",
  async () => {
    const { result } = await call("POST", "/d1/database", { name: "one" });
    const { uuid } = result as { uuid: string };
    writeFileSync(
      join(place, "wrangler.toml"),
      `name = "one"
main = "main.js"
compatibility_date = "2026-10-20"
workers_dev = false
preview_urls = false
[[d1_databases]]
binding = "DB"
database_name = "one"
database_id = "${uuid}"
`,
    );
    writeFileSync(
      join(place, "migrations/0000_one.sql"),
      `CREATE TABLE t (a text NOT NULL);
--> statement-breakpoint
CREATE TRIGGER no_change BEFORE UPDATE ON t BEGIN SELECT RAISE(ABORT, 'stays'); END;
--> statement-breakpoint
INSERT INTO t VALUES ('a; b');
`,
    );
    await wrangler("d1", "migrations", "apply", "DB", "--remote");
    const now = await call("GET", `/d1/database/${uuid}/time_travel/bookmark`);
    const { bookmark } = now.result as { bookmark: string };
    const query = (sql: string) => call("POST", `/d1/database/${uuid}/query`, { sql });
    expect((await query("update t set a = 'c'")).errors[0]?.message).toContain("stays");
    // All of a query, or nothing of it.
    await query("insert into t values ('d'); insert into nowhere values (1)");
    await query("insert into t values ('e')");
    await wrangler("d1", "export", "DB", "--remote", "--output", "dump.sql");
    const dump = readFileSync(join(place, "dump.sql"), "utf8");
    expect(dump).toContain(`INSERT INTO "t" ("a") VALUES('a; b');`);
    expect([dump.includes("'e'"), dump.includes("'d'")]).toEqual([true, false]);
    const restored = `/d1/database/${uuid}/time_travel/restore?bookmark=${bookmark}`;
    expect((await call("POST", restored)).status).toBe(200);
    const rows = await query("select a from t");
    expect(rows.result).toMatchObject([{ results: [{ a: "a; b" }] }]);
    expect(stub.unknown).toEqual([]);
  },
  MINUTES,
);

test(
  "wrangler deploys, uploads a version, shares the visitors out, and sets secrets",
  async () => {
    await wrangler("deploy");
    writeFileSync(join(place, "secrets.json"), '{"KEYS":"one"}');
    await wrangler("secret", "bulk", "secrets.json");
    writeFileSync(join(place, "main.js"), "export default { fetch: () => new Response('two') };");
    await wrangler("versions", "upload", "--tag", "two");
    const [next, secret, first] = stub.account.state.scripts.one?.versions ?? [];
    expect([first?.source, secret?.source, next?.source]).toEqual([
      ...["upload", "secret", "version_upload"],
    ]);
    expect(next).toMatchObject({ secrets: { KEYS: "one" }, annotations: { "workers/tag": "two" } });
    await wrangler("versions", "deploy", `${next?.id}@10`, `${secret?.id}@90`, "--yes");
    expect(stub.account.state.scripts.one?.deployments[0]?.versions).toEqual([
      { version_id: next?.id, percentage: 10 },
      { version_id: secret?.id, percentage: 90 },
    ]);
    // Cloudflare takes no secret while two versions are served.
    const late = await call("PUT", "/workers/scripts/one/secrets", { name: "KEYS", text: "two" });
    expect(late.errors[0]?.message).toContain("latest version");
    expect(stub.unknown).toEqual([]);
  },
  MINUTES,
);

test("it refuses what Cloudflare refuses, and says what it does not know", async () => {
  const open = await fetch(`${stub.url}/user`);
  expect(open.status).toBe(403);
  const id = stub.account.state.scripts.one?.versions[0]?.id;
  const share = (...percentages: number[]) =>
    call("POST", "/workers/scripts/one/deployments", {
      versions: percentages.map((percentage) => ({ version_id: id, percentage })),
    });
  for (const wrong of [[], [90], [50, 30, 20], [120, -20]])
    expect((await share(...wrong)).status).toBe(400);
  // The first version has no KEYS: it would come back without what is sealed by now.
  const first = stub.account.state.scripts.one?.versions.at(-1)?.id;
  const back = { versions: [{ version_id: first, percentage: 100 }] };
  const refused = await call("POST", "/workers/scripts/one/deployments", back);
  expect(refused.errors).toEqual([
    { code: 10_220, message: "The following secrets have changed: KEYS" },
  ]);
  expect((await call("GET", "/workers/services/nobody")).status).toBe(404);
  expect((await call("GET", "/nothing/like/it")).status).toBe(404);
  expect(stub.unknown.splice(0)).toHaveLength(1);
});

test(
  "the account outlives the stub",
  async () => {
    await stub.close();
    const before = Object.keys(stub.account.state.scripts);
    stub = await startStub({ folder: join(place, "account") });
    expect(Object.keys(stub.account.state.scripts)).toEqual(before);
    const [database] = stub.account.state.databases;
    const sql = "select count(*) n from t";
    const { result } = await call("POST", `/d1/database/${database?.uuid}/query`, { sql });
    expect(result).toMatchObject([{ results: [{ n: 1 }] }]);
  },
  MINUTES,
);
