import { currentKey, keysFor, macOf, sameText } from "#worker/lib/keys.ts";
import type { Personal } from "#worker/lib/personal.ts";
import { register } from "#worker/personal.ts";

// Plain text in, SQL out: the Worker erases with it, and so does a restore, which has no Worker.

/** Somebody who was erased, signed. */
export type Tombstone = {
  schoolId: string;
  kind: "student";
  id: string;
  at: string;
  kid: string;
  mac: string;
};

export type Subject = Pick<Tombstone, "schoolId" | "id">;

const said = ({ schoolId, kind, id, at, kid }: Omit<Tombstone, "mac">) =>
  JSON.stringify([schoolId, kind, id, at, kid]);

/** The tombstone of whoever is erased now. */
export function tombstoneOf(ring: string, { schoolId, id }: Subject, at: string): Tombstone {
  const key = currentKey(ring, "tombstone");
  const stone = { schoolId, kind: "student" as const, id, at, kid: key.kid };
  return { ...stone, mac: macOf(key, said(stone)) };
}

/** Whether it is of our making: a forged one would erase somebody. */
export function isGenuine(ring: string, stone: Tombstone): boolean {
  const key = keysFor(ring, "tombstone").find(({ kid }) => kid === stone.kid);
  return key !== undefined && sameText(macOf(key, said(stone)), String(stone.mac));
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** SQL of the register with its values in place; only ids and instants ever stand there. */
export function filled(sql: string, { schoolId, id }: Subject, now: string): string {
  if (![schoolId, id].every((one) => uuid.test(one)) || !instant.test(now))
    throw new Error("Cannot fill in what is no id or no instant");
  const values: Record<string, string> = { school: schoolId, person: id, now };
  return sql.replaceAll(/:(school|person|now)\b/g, (_, name: string) => `'${values[name]}'`);
}

/** What overwrites or removes somebody, in order. Doing it again changes nothing about her. */
export function erasureSql(subject: Subject, now: string): string[] {
  return register.flatMap((entry) => statement(entry).map((sql) => filled(sql, subject, now)));
}

function statement({ table, whose, erase }: Personal): string[] {
  if (erase === "nothing") return [];
  if (erase === "delete") return [`delete from ${table} where ${whose}`];
  const set = Object.entries(erase.set).map(([column, value]) => `${column} = ${value}`);
  return [`update ${table} set ${set.join(", ")} where ${whose}`];
}

const insertSql = ({ schoolId, kind, id, at, kid, mac }: Tombstone) =>
  `insert into tombstones (school_id, kind, id, at, kid, mac)
    values ('${schoolId}', '${kind}', '${id}', '${at}', '${kid}', '${mac}') on conflict do nothing`;

/** What a restored database must be told about one person before anybody may read it. */
export function replaySql(ring: string, stone: Tombstone): string[] {
  if (!isGenuine(ring, stone)) throw new Error("A tombstone is not of our making");
  return [insertSql(stone), ...erasureSql(stone, stone.at)];
}

/**
 * After a restore and before the database is opened: erases again whoever was erased before the
 * backup or since. `run` does one statement; each person is a batch of hers where it can be one.
 * Stones that are forged stop everything, since somebody has been at them.
 */
export async function replayTombstones(
  ring: string,
  stones: readonly Tombstone[],
  run: (statements: readonly string[]) => unknown,
): Promise<number> {
  const all = stones.map((stone) => replaySql(ring, stone));
  for (const statements of all) await run(statements);
  return all.length;
}
