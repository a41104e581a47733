import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditRow } from "#worker/lib/audit.ts";
import { anchorsIn } from "../../production/audit/anchors.ts";
import { runAll } from "../../seed/open_local.ts";
import { dropTriggers } from "./edits.ts";
import { writerOf } from "./grow.ts";
import { look, saidOf, sealAll, tamper } from "./tamper.ts";

const ring = `k1:${Buffer.alloc(32, 7).toString("base64")}`;
const file = new DatabaseSync(":memory:");

beforeAll(() => {
  for (const name of readdirSync("migrations")
    .filter((one) => one.endsWith(".sql"))
    .sort())
    for (const part of readFileSync(`migrations/${name}`, "utf8").split("--> statement-breakpoint"))
      if (part.trim()) file.exec(part);
  const ctx = writerOf(ring);
  for (let n = 0; n < 120; n++)
    runAll(file, [
      auditRow(ctx, {
        ...{ action: "students.changed", entity: "student", entityId: uuidv7() },
        ...(n % 3 ? { diff: { phone: [null, "+4790000001"], note: "hidden" } } : {}),
        ...(n % 5 ? {} : { reason: "Ønske" }),
      }),
    ]);
  sealAll(file, ring, { most: 16 });
});
afterAll(() => file.close());

test("fifty edits of the log by raw SQL are all found, and a clean log raises no alarm", async () => {
  const outcome = await tamper(file, { ring, times: 50, seed: 20_261_123 });
  expect(outcome).toMatchObject({ missed: [], falseAlarms: 0 });
  expect(Object.values(outcome.tried)).toEqual(Array(10).fill(5));
});

test("a tail that was cut with every trace inside shows only by what was said outside", async () => {
  const said = saidOf(file);
  file.exec("begin");
  dropTriggers(file);
  file.exec(`delete from seals where n > 3; delete from audit where seq > 48;
    update sqlite_sequence set seq = 48 where name = 'audit'`);
  expect(await look(file, ring, [])).toEqual([]);
  const found = await look(file, ring, said);
  expect(new Set(found.map(({ what }) => what))).toEqual(new Set(["anchor_missing"]));
  file.exec("rollback");
});

test("seals made with another key are none", async () => {
  const other = `k1:${Buffer.alloc(32, 8).toString("base64")}`;
  file.exec("begin");
  dropTriggers(file);
  file.exec("delete from seals");
  sealAll(file, other, { most: 16 });
  expect((await look(file, ring, []))[0]).toMatchObject({ what: "seal_changed", n: 1 });
  file.exec("rollback");
});

test("the log stream tells the seals, whatever stands around them", () => {
  const [first] = saidOf(file);
  const line = `{"level":"info","message":"audit_seal 1 16 ${first?.hash}"}`;
  expect(anchorsIn(`x\n${line}\naudit_seal nonsense\n`)).toEqual([{ n: 1, hash: first?.hash }]);
});
