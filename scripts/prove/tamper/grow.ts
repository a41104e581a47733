import type { DatabaseSync } from "node:sqlite";
import { drizzle } from "drizzle-orm/d1";
import { uuidv7 } from "uuidv7";
import { auditRow } from "#worker/lib/audit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { runAll } from "../../seed/open_local.ts";
import { together } from "../../together.ts";
import { dropTriggers } from "./edits.ts";
import { sealAll } from "./tamper.ts";

/** Makes the log that long, with rows that the product itself would have written, and seals it. */
export function grow(file: DatabaseSync, ring: string, rows: number): number {
  const ctx = writerOf(ring);
  const n = () => Number(file.prepare("select count(*) as n from audit").get()?.n);
  together(file, () => {
    for (let left = rows - n(); left > 0; left--)
      runAll(file, [
        auditRow(ctx, {
          ...{ action: "students.changed", entity: "student", entityId: uuidv7() },
          diff: { phone: ["+4790000001", "+4790000002"] },
        }),
      ]);
    dropTriggers(file);
    file.exec("delete from seals");
    sealAll(file, ring);
  });
  return n();
}

/** Somebody whose audit rows are built and not sent. */
export function writerOf(ring: string): Ctx {
  return {
    ...{ db: drizzle({} as D1Database), env: { KEYS: ring } as Bindings },
    actor: { id: "system", schoolId: "platform", roles: [], grants: [], locale: "nb" },
    ...{ now: "2026-11-23T12:00:00.000Z", requestId: uuidv7(), ipPrefix: "", caller: "" },
    later: () => undefined,
  };
}
