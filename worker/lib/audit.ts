import { type SQL, sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { uuidv7 } from "uuidv7";
import { isInstant } from "./checks.ts";
import type { Ctx, Statement } from "./ctx.ts";
import { currentKey, macOf } from "./keys.ts";
import { seal, unseal } from "./seal.ts";

/** The actions by which somebody is shown, or takes out, what is most sensitive; by kind. */
export const sensitiveReads = {
  national_id: [
    "students.national_id_revealed",
    "students.national_id_searched",
    "students.national_id_not_found",
  ],
  copy: ["privacy.copied"],
  list: [
    "students.exported",
    "contacts.exported",
    "invoices.exported",
    "payments.exported",
    "ledger.journal_exported",
    "ledger.balance_exported",
    "privacy.reads_exported",
  ],
} as const;

/** As the index says it, word for word: SQLite takes a partial index for nothing else. */
export const isSensitiveRead: SQL = sql.raw(
  `action in (${Object.values(sensitiveReads)
    .flat()
    .map((action) => `'${action}'`)
    .join(", ")})`,
);

/**
 * Who did what, append-only: three triggers refuse update, delete and replacement.
 * `changed` names fields, never what was typed; the values are in `diff_enc`, encrypted.
 */
export const audit = sqliteTable(
  "audit",
  {
    // Not (school_id, id): a gap in one sequence over all schools is evidence of a deletion.
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull(),
    schoolId: text("school_id").notNull(),
    at: text().notNull(),
    actor: text().notNull(),
    onBehalfOf: text("on_behalf_of"),
    action: text().notNull(),
    entity: text().notNull(),
    entityId: text("entity_id").notNull(),
    changed: text({ mode: "json" }).$type<readonly string[]>().notNull(),
    diffEnc: text("diff_enc"),
    ipPrefix: text("ip_prefix").notNull(),
    requestId: text("request_id").notNull(),
    reason: text(),
    kid: text().notNull(),
    mac: text().notNull(),
  },
  (t) => [
    // The same row a second time, under another number, would be genuine by its mac.
    uniqueIndex("audit_id").on(t.id),
    index("audit_of").on(t.schoolId, t.entity, t.entityId, t.seq),
    index("audit_in").on(t.schoolId, t.seq),
    index("audit_reads").on(t.schoolId, t.at, t.id).where(isSensitiveRead),
    check("audit_at", isInstant(t.at)),
  ],
);

export type AuditRow = typeof audit.$inferSelect;

/** Field name to its value before and after. What must not be kept is named without values. */
export type Diff = Record<string, readonly [before: unknown, after: unknown] | "hidden">;

/** What an action says about itself; `action` is `module.what_happened`, past tense. */
export type Entry = {
  action: `${string}.${string}`;
  entity: string;
  entityId: string;
  diff?: Diff;
  reason?: string;
  /** Another tenant's log than the active school's: sign-ins belong to the platform. */
  schoolId?: string;
};

/** The statement that records an entry; only commit() sends it. */
export function auditRow(ctx: Ctx, entry: Entry): Statement {
  const id = uuidv7();
  const schoolId = entry.schoolId ?? ctx.actor.schoolId;
  const key = currentKey(ctx.env.KEYS, "audit");
  const kept = Object.entries(entry.diff ?? {}).filter(([, change]) => change !== "hidden");
  const place = { schoolId, table: "audit", column: "diff_enc", id };
  const row = {
    id,
    schoolId,
    at: ctx.now,
    actor: ctx.actor.by ?? ctx.actor.id,
    onBehalfOf: ctx.actor.by ? ctx.actor.id : null,
    action: entry.action,
    entity: entry.entity,
    entityId: entry.entityId,
    changed: Object.keys(entry.diff ?? {}),
    diffEnc: kept.length
      ? seal(ctx.env.KEYS, place, JSON.stringify(Object.fromEntries(kept)))
      : null,
    ipPrefix: ctx.ipPrefix,
    requestId: ctx.requestId,
    reason: entry.reason ?? null,
    kid: key.kid,
  };
  return ctx.db.insert(audit).values({ ...row, mac: macOf(key, canonical(row)) });
}

/** The values of an audit row's diff: field to before and after. Hidden fields are not in it. */
export function openDiff(
  ring: string,
  { schoolId, id, diffEnc }: Pick<AuditRow, "schoolId" | "id" | "diffEnc">,
): Record<string, readonly [before: unknown, after: unknown]> {
  if (diffEnc === null) return {};
  return JSON.parse(unseal(ring, { schoolId, table: "audit", column: "diff_enc", id }, diffEnc));
}

/** The text the mac is made over: every column but `seq`, which SQLite gives, and the mac. */
export function canonical(r: Omit<AuditRow, "seq" | "mac">): string {
  const who = [r.id, r.schoolId, r.at, r.actor, r.onBehalfOf, r.ipPrefix, r.requestId];
  const what = [r.action, r.entity, r.entityId, r.changed, r.diffEnc, r.reason, r.kid];
  return JSON.stringify([...who, ...what]);
}

/** What differs between two rows, for the fields of `after`; `hidden` ones without values. */
export function diffOf<T extends object>(
  before: Partial<T>,
  after: Partial<T>,
  hidden: readonly (keyof T)[] = [],
): Diff {
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  const names = (Object.keys(after) as (keyof T & string)[]).filter(
    (name) => !same(before[name], after[name]),
  );
  return Object.fromEntries(
    names.map((name) => [
      name,
      hidden.includes(name) ? "hidden" : [before[name] ?? null, after[name] ?? null],
    ]),
  );
}
