import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { audit, canonical, diffOf } from "./lib/audit.ts";
import { commit, mustChange } from "./lib/commit.ts";
import { currentKey, macOf } from "./lib/keys.ts";
import { unseal } from "./lib/seal.ts";
import { schools } from "./modules/schools/schema.ts";
import { as, auditRows, db, idOf, outboxRows } from "./test/harness.ts";

const { ctx } = await as("owner");
const about = { entity: "school", entityId: idOf("s1") };
const rename = (name: string, version: number) =>
  db
    .update(schools)
    .set({ name, version: sql`${schools.version} + 1` })
    .where(sql`${schools.id} = ${idOf("s1")} and ${schools.version} = ${version}`);

test("commit() writes the change, its audit row and its message together", async () => {
  await commit(ctx, {
    ...about,
    action: "schools.changed",
    diff: diffOf({ name: "s1", pin: "1" }, { name: "Solsiden", pin: "2" }, ["pin"]),
    write: [rename("Solsiden", 1), mustChange(ctx)],
    tell: [{ topic: "schools.changed", subjectId: about.entityId }],
  });
  const [row] = await auditRows();
  if (!row) throw new Error("Expected one audit row");
  expect(row).toMatchObject({ seq: 1, actor: ctx.actor.id, changed: ["name", "pin"] });
  expect(await outboxRows()).toMatchObject([{ topic: "schools.changed", deliveredAt: null }]);
  expect(await db.get(sql`select count(*) as left_over from guard`)).toEqual({ left_over: 0 });

  expect(JSON.stringify(row)).not.toContain("Solsiden");
  const place = { schoolId: ctx.actor.schoolId, table: "audit", column: "diff_enc", id: row.id };
  const diff = unseal(env.KEYS, place, row.diffEnc ?? "");
  expect(JSON.parse(diff)).toEqual({ name: ["s1", "Solsiden"] });

  const { seq, mac, ...rest } = row;
  expect(mac).toBe(macOf(currentKey(env.KEYS, "audit"), canonical(rest)));
  expect(mac).not.toBe(macOf(currentKey(env.KEYS, "audit"), canonical({ ...rest, actor: "x" })));
});

test("commit() leaves nothing behind when the guarded write is stale", async () => {
  const stale = commit(ctx, {
    ...about,
    action: "schools.changed",
    write: [rename("Nordsiden", 1), mustChange(ctx)],
    tell: [{ topic: "schools.changed", subjectId: about.entityId }],
  });
  await expect(stale).rejects.toMatchObject({ status: 412, code: "stale" });
  expect(await auditRows()).toHaveLength(1);
  expect(await outboxRows()).toHaveLength(1);
});

test("commit() of 100 writers with one version lets exactly one through", async () => {
  const writers = Array.from({ length: 100 }, (_, n) =>
    commit(ctx, {
      ...about,
      action: "schools.changed",
      write: [rename(`Skole ${n}`, 2), mustChange(ctx)],
    }).then(
      () => "won",
      (error) => error.code,
    ),
  );
  const results = await Promise.all(writers);
  expect(results.filter((r) => r === "won")).toHaveLength(1);
  expect(results.filter((r) => r === "stale")).toHaveLength(99);
  expect(await auditRows()).toHaveLength(2);
});

test("commit() names the field of a taken value, and tells a repeated form from it", async () => {
  const another = (id: string, slug: string) =>
    commit(ctx, {
      entity: "school",
      entityId: id,
      action: "schools.created",
      write: [db.insert(schools).values({ id, slug, name: slug, createdAt: ctx.now })],
      unique: { "schools.slug": ["slug", "schools.slug_taken"] },
      once: true,
    });
  await another(idOf("x1"), "x1");
  await expect(another(idOf("x2"), "x1")).rejects.toMatchObject({
    status: 422,
    fields: { slug: "schools.slug_taken" },
  });
  // The second click of the first form meets its own row by the value before it meets it by the id.
  await expect(another(idOf("x1"), "x1")).rejects.toMatchObject({
    status: 409,
    code: "already_done",
  });
});

test("audit refuses update, delete and INSERT OR REPLACE", async () => {
  const same = "select * from audit where seq = 1";
  for (const attempt of [
    "update audit set actor = 'x'",
    "delete from audit",
    `insert or replace into audit ${same}`, // the way round a delete trigger
  ])
    await expect(env.DB.prepare(attempt).run()).rejects.toThrow("audit is append-only");
  expect(await db.$count(audit)).toBe(3);
});
