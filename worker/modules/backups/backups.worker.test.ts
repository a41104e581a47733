import { env } from "cloudflare:workers";
import { isNull } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { DAY, shift } from "#worker/lib/clock.ts";
import { jobCtx } from "#worker/lib/job_ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import { actions, as, cost, db, idOf, school, send } from "#worker/test/harness.ts";
import { startBackup } from "./actions.ts";
import { manifestOf, NEWEST } from "./bucket.ts";
import { type Manifest, readManifest } from "./format/manifest.ts";
import { lineOf, pageSql, type Read } from "./format/rows.ts";
import { openPart } from "./format/sealing.ts";
import { split } from "./format/stretches.ts";
import { Backup, BackupList } from "./input.ts";
import { advance, nightlyBackup, sweepBackups } from "./jobs.ts";
import { planOf } from "./plan.ts";
import { getBackup, listBackups } from "./queries.ts";
import { backups } from "./schema.ts";

const page = "/operations/backups";
const admin = () => as("platform_admin", "platform");
const small = { rows: 4, letters: 100_000, page: 3 };
const ctxAt = (now = new Date().toISOString()) =>
  jobCtx(env, { schoolId: "platform", now, later: (work) => void work.catch(() => undefined) });
const ctx = ctxAt();

beforeAll(async () => {
  await school("s1");
  await env.DB.batch([
    env.DB.prepare("create table odd (a text, b, primary key (a, b))"),
    env.DB.prepare(
      `insert into odd values ('int', 9007199254740993), ('int', -1), ('real', 2.0), ('real', 0.1),
       ('text', ?), ('text', ''), ('text', '12'), ('blob', x'00ff'), ('blob', x'')`,
    ).bind('æ"\n\u0000\u2028𝄞'),
  ]);
});

/** Does what the queue would do, to its end. */
async function finish(id: string, limits?: typeof small): Promise<void> {
  for (let piece = 0; piece < 500; piece++) if (!(await advance(ctxAt(), id, limits))) return;
  throw new Error("The backup does not end");
}

async function manifestFrom(id: string, kind: "daily" | "monthly" = "daily"): Promise<Manifest> {
  const file = await env.BACKUPS.get(manifestOf(kind, id));
  return readManifest(env.KEYS, (await file?.text()) ?? "", id);
}

/** Every line of every table, as the files of a backup hold them. */
async function linesOf({ id, kind, kid, parts }: Manifest): Promise<Map<string, string[]>> {
  const tables = new Map<string, string[]>();
  for (const { no, object, stretches } of parts) {
    const file = await env.BACKUPS.get(`${kind}/${id}/${object}`);
    const data = new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer());
    const text = await openPart(env.KEYS, kid, { id, no }, data);
    for (const { table, lines } of split(text, stretches).tables)
      tables.set(table, [...(tables.get(table) ?? []), ...lines]);
  }
  return tables;
}

test("a backup holds every row of every table in its type, in parts that were read back", async () => {
  const id = await startBackup(ctx);
  await advance(ctxAt(), id, small);
  expect(await getBackup(ctx, id)).toMatchObject({ state: "reading", parts: 1, rows: 4 });
  await finish(id, small);
  const manifest = await manifestFrom(id);
  expect(manifest.parts.length).toBeGreaterThan(2);
  const lines = await linesOf(manifest);
  expect(manifest.tables.map(({ name }) => name)).toContain("students");
  for (const table of await planOf(env.DB, "daily")) {
    const { results } = await env.DB.prepare(pageSql(table, [], null))
      .bind(1000)
      .all<Read>();
    const now = results.map((row) => lineOf(table, row));
    // Written since the last page was read: that it has ended, and that the month's has begun.
    if (table.name === "audit") now.splice(-2);
    expect(lines.get(table.name) ?? [], table.name).toEqual(now);
    expect(manifest.tables.find(({ name }) => name === table.name)?.rows).toBe(now.length);
  }
  expect(lines.get("odd")).toEqual([
    '["blob",{"b":""}]',
    '["blob",{"b":"00FF"}]',
    '["int",-1]',
    '["int",{"i":"9007199254740993"}]',
    '["real",{"r":"0.1"}]',
    '["real",{"r":"2.0"}]',
    '["text",""]',
    '["text","12"]',
    `["text",${JSON.stringify('æ"\n\u0000\u2028𝄞')}]`,
  ]);
  expect(await (await env.BACKUPS.get(NEWEST))?.json()).toEqual({ kind: "daily", id });
  expect((await actions()).filter((action) => action.startsWith("backups."))).toEqual([
    "backups.started",
    "backups.finished",
    "backups.started", // the month's set follows
  ]);
});

test("the month's set leaves out national ids and credentials, and every other column stays", async () => {
  const [{ id } = { id: "" }] = await db
    .select({ id: backups.id })
    .from(backups)
    .limit(1)
    .offset(1);
  await finish(id);
  const { kind, tables } = await manifestFrom(id, "monthly");
  expect(kind).toBe("monthly");
  const left = Object.fromEntries(
    tables.flatMap(({ name, omitted, columns }) =>
      omitted.length ? [[name, omitted.length === columns.length ? "all" : omitted]] : [],
    ),
  );
  expect(left).toEqual({
    students: ["national_id_enc", "national_id_index"],
    users: ["password_enc", "totp_enc"],
    recovery_codes: "all",
    links: "all",
    calendar_feeds: "all",
    security_alerts: ["hook_secret_enc"],
    check_in_links: "all",
    import_chunks: "all",
    import_seen: "all",
  });
  // A sealed column that is new is left out too, or is named here.
  const sealed = tables.flatMap(({ name, columns, omitted }) =>
    columns
      .filter((one) => /_enc$/.test(one) && !omitted.includes(one))
      .map((one) => `${name}.${one}`),
  );
  expect(sealed).toEqual(["audit.diff_enc"]);
});

test("there are never two at once, and a piece that two workers do is written once", async () => {
  const id = await startBackup(ctx);
  await expect(startBackup(ctx)).rejects.toThrow(Problem);
  await Promise.all([advance(ctxAt(), id, small), advance(ctxAt(), id, small)]);
  expect(await getBackup(ctx, id)).toMatchObject({ parts: 1, rows: 4 });
  await Promise.all([finish(id, small), finish(id, small)]);
  expect((await getBackup(ctx, id)).state).toBe("done");
  const { parts } = await manifestFrom(id);
  const { objects } = await env.BACKUPS.list({ prefix: `daily/${id}/` });
  expect(objects).toHaveLength(parts.length + 1); // and the manifest: nothing strays
});

test("what is written meanwhile makes it read again, at most three times, and it says so", async () => {
  const id = await startBackup(ctx);
  for (let pass = 1; pass <= 3; pass++) {
    await advance(ctxAt(), id, small);
    await (await admin()).post("/api/v1/platform/schools", {
      ...{ name: `Kjøreskole ${pass}`, slug: `k${pass}` },
      ...{ ownerName: "Ola", ownerEmail: `ola${pass}@example.no` },
    });
    while ((await getBackup(ctx, id)).pass === pass && (await advance(ctxAt(), id)))
      if ((await getBackup(ctx, id)).state !== "reading") break;
  }
  await finish(id);
  const { passes, fence } = await manifestFrom(id);
  expect(passes).toBe(3);
  expect(fence.to).toBeGreaterThan(fence.from);
  expect(await getBackup(ctx, id)).toMatchObject({ state: "done", settled: false });
});

test("a part that is lost or altered before it was read back makes no backup", async () => {
  const id = await startBackup(ctx);
  while ((await getBackup(ctx, id)).state === "reading") await advance(ctxAt(), id);
  const { objects } = await env.BACKUPS.list({ prefix: `daily/${id}/` });
  const key = objects[0]?.key ?? "";
  const data = new Uint8Array((await (await env.BACKUPS.get(key))?.arrayBuffer()) ?? []);
  data[40] = (data[40] ?? 0) ^ 1;
  await env.BACKUPS.put(key, data);
  for (let tries = 1; tries < 6; tries++)
    await expect(advance(ctxAt(), id)).rejects.toThrow(/Part 1/);
  expect(await advance(ctxAt(), id)).toBe(false);
  expect((await getBackup(ctx, id)).state).toBe("failed");
  expect(await env.BACKUPS.head(manifestOf("daily", id))).toBeNull();
  expect((await actions()).at(-1)).toBe("backups.failed");
});

test("every night one begins and the oldest go; the last one of a kind stays", async () => {
  const idAt = (days: number) => {
    const hex = (Date.now() - days * DAY).toString(16).padStart(12, "0");
    return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
  };
  const [old, month, ancient] = [idAt(36), idAt(34), idAt(500)];
  for (const key of [`daily/${old}/a.part`, `daily/${month}/a.part`, `monthly/${ancient}/a.part`])
    await env.BACKUPS.put(key, "x");
  await nightlyBackup(ctxAt());
  const there = async (kind: string, id: string) =>
    (await env.BACKUPS.list({ prefix: `${kind}/${id}/` })).objects.length;
  expect(await there("daily", old)).toBe(0);
  expect(await there("daily", month)).toBe(1);
  expect(await there("monthly", ancient)).toBe(0);
  const [last] = await db.select({ id: backups.id }).from(backups).orderBy(backups.id);
  expect(last).toBeDefined();
  // A night later, with everything as old as can be, the newest of each kind is still there.
  await nightlyBackup(ctxAt(shift(new Date().toISOString(), 5000 * DAY)));
  expect((await env.BACKUPS.list({ prefix: "monthly/" })).objects.length).toBeGreaterThan(0);
});

test("the queue's loss is made good by the minute", async () => {
  const running = await db.select({ id: backups.id }).from(backups).where(isNull(backups.endedAt));
  expect(running).toHaveLength(1);
  const sent: unknown[] = [];
  const queue = { send: async (job: unknown) => void sent.push(job) } as unknown as Queue;
  const at = (minutes: number) => {
    const now = shift(new Date().toISOString(), minutes * 60_000);
    return { ...ctxAt(now), env: { ...env, QUEUE: queue } };
  };
  await sweepBackups(at(1));
  expect(sent).toEqual([]);
  await sweepBackups(at(5));
  expect(sent).toEqual([{ kind: "backup", schoolId: "platform", id: running[0]?.id }]);
  await finish(running[0]?.id ?? "");
});

test("the page shows them, begins one once, and is the platform's alone", async () => {
  const person = await admin();
  const shown = await person.get(page);
  expect(shown.status).toBe(200);
  expect(shown.headers.get("content-type")).toMatch(/^text\/html/);
  expect(await shown.text()).toContain("Endret underveis");
  const once = "0190aaaa-0000-7000-8000-00000000b0b0";
  const started = await person.submit(page, { _once: once });
  expect([started.status, started.headers.get("location")]).toEqual([303, page]);
  expect((await person.submit(page, {})).status).toBe(409);
  expect(await getBackup(ctx, once)).toMatchObject({ kind: "daily", state: "reading" });
  expect(await (await person.get(page)).text()).toContain("<progress");
  for (const role of ["owner", "office", "student"] as const) {
    expect((await (await as(role)).get(page)).status).toBe(403);
    expect((await (await as(role)).submit(page, {})).status).toBe(403);
  }
  const { trips } = await cost(person.ctx, (c) => listBackups(c, BackupList.parse({})));
  expect(trips).toBe(1);
});

test("the operator's commands need her key, start or join a backup, and bring a drill's proof", async () => {
  const ask = (method: string, path: string, key: string, body?: object) =>
    send(method, `/operator/backups${path}`, {
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  const key = env.OPERATOR_KEY ?? "";
  for (const wrong of ["x", key.slice(1), `${key}x`])
    expect((await ask("POST", "", wrong, {})).status).toBe(404);
  const joined = await ask("POST", "", key, {});
  expect(joined.status).toBe(202);
  const { id } = Backup.parse(await joined.json());
  expect(id).toBe("0190aaaa-0000-7000-8000-00000000b0b0");
  await finish(id);
  const done = Backup.parse(await (await ask("GET", `/${id}`, key)).json());
  expect(done).toMatchObject({ state: "done", partsChecked: done.parts, settled: true });
  const proof = { backupId: id, rows: done.rows, seconds: 3, equal: true, orphans: 0 };
  expect((await ask("POST", "/proofs", key, { ...proof, rows: -1 })).status).toBe(422);
  expect((await ask("POST", "/proofs", key, proof)).status).toBe(204);
  expect((await actions()).at(-1)).toBe("backups.proved");
  expect(await (await (await admin()).get(page)).text()).toContain("alle henvisninger stemmer");
  expect((await ask("GET", `/${idOf("none")}`, key)).status).toBe(404);
});
