import type { DatabaseSync } from "node:sqlite";
import { drizzle } from "drizzle-orm/d1";
import { auditRow, type Entry } from "#worker/lib/audit.ts";
import { PLATFORM, type Statement } from "#worker/lib/ctx.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { literalsOf, namesOf } from "#worker/modules/backups/format/rows.ts";
import type { Chosen } from "./chosen.ts";
import { insertsOf } from "./statements.ts";

type Trigger = { name: string; sql: string };

/**
 * The statements that put back what was chosen in place of what is there. Triggers are away
 * meanwhile: they judge what people do, one row at a time, and would add to sums that come along.
 */
export function replacing(chosen: readonly Chosen[], triggers: readonly Trigger[]): string[] {
  const children = chosen.toReversed();
  return [
    ...triggers.map(({ name }) => `DROP TRIGGER "${name}";`),
    ...children.map(({ table, where }) => `DELETE FROM "${table.name}" WHERE ${where};`),
    ...chosen.flatMap(({ table, lines }) => insertsOf(table, lines)),
    ...triggers.map(({ sql }) => `${sql};`),
  ];
}

/**
 * The statements that put back what is missing or different, and leave what has come since. The
 * triggers stay: a lesson in a place that has been given to somebody else is refused, and with it all.
 */
export function merging(chosen: readonly Chosen[]): string[] {
  return chosen.flatMap(({ table, lines }) =>
    insertsOf(table, lines).map((sql) =>
      sql.startsWith("INSERT") ? `${sql.slice(0, -1)}\n${onConflict(table)};` : sql,
    ),
  );
}

function onConflict({ name, columns, key }: Chosen["table"]): string {
  const others = columns.filter((column) => !key.includes(column));
  if (others.length === 0) return "ON CONFLICT DO NOTHING";
  const compared = others.filter((column) => column !== "version");
  const there = compared.map((column) => `"${name}"."${column}"`).join(", ");
  const back = compared.map((column) => `excluded."${column}"`).join(", ");
  const set = others.map((column) =>
    // A form that is open somewhere must find that the row has changed.
    column === "version"
      ? `"version" = max("${name}"."version", excluded."version") + 1`
      : `"${column}" = excluded."${column}"`,
  );
  return `ON CONFLICT (${namesOf(key)}) DO UPDATE SET ${set.join(", ")} WHERE (${there}) IS NOT (${back})`;
}

/** People of the backup whom nobody knows here any more. */
export function missingUsers(chosen: Chosen): string[] {
  return insertsOf(chosen.table, chosen.lines).map(
    (sql) => `${sql.slice(0, -1)}\nON CONFLICT DO NOTHING;`,
  );
}

type Note = { backupId: string; what: "all" | "school" | "student"; id: string; schoolId: string };

/** The row of the log that says that this was done. */
export function noteOf(ring: string, { backupId, what, id, schoolId }: Note): string {
  const diff = { backup: [null, backupId] as const };
  const entry = { action: "backups.restored" as const, entity: what, entityId: id, diff, schoolId };
  return rowOf(ring, entry, new Date().toISOString());
}

type Open = { schoolId: string; id: string; state: string };

/**
 * The statements that end the visits of support that come back open: since the backup an owner may
 * have ended them, or taken her yes back.
 */
export function endingVisits(ring: string, file: DatabaseSync, school?: string): string[] {
  const now = new Date().toISOString();
  const open = file.prepare(`SELECT school_id AS schoolId, id, state FROM support_visits
    WHERE state IN ('asked', 'approved', 'running') AND until > ?1 AND school_id = ifnull(?2, school_id)`);
  return (open.all(now, school ?? null) as Open[]).flatMap(({ schoolId, id, state }) => {
    const diff = { state: [state, "ended"] as const };
    const entry = { action: "visits.ended" as const, entity: "support_visit", entityId: id, diff };
    return [
      `UPDATE support_visits SET state = 'ended', ended_at = '${now}', ended_by = 'operator',
        version = version + 1 WHERE school_id = '${schoolId}' AND id = '${id}';`,
      ...[schoolId, PLATFORM].map((log) => rowOf(ring, { ...entry, schoolId: log }, now)),
    ];
  });
}

function rowOf(ring: string, entry: Entry & { schoolId: string }, now: string): string {
  const { schoolId } = entry;
  const ctx = {
    db: drizzle({} as D1Database),
    env: { KEYS: ring } as Bindings,
    now,
    actor: { id: "operator", schoolId, roles: [], grants: [], locale: "nb" as const },
    ...{ requestId: "restore", ipPrefix: "", caller: "", later: () => undefined },
  };
  return inlined(auditRow(ctx, entry));
}

function inlined(statement: Statement): string {
  const built = statement as unknown as { toSQL(): { sql: string; params: unknown[] } };
  const { sql, params } = built.toSQL();
  const literals = literalsOf(JSON.stringify(params));
  return `${sql.replace(/\?/g, () => literals.shift() ?? "NULL")};`;
}
