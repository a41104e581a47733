import { eq, sql } from "drizzle-orm";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { take } from "#worker/lib/limits.ts";
import { schools } from "#worker/modules/schools/mod.ts";
import { openNationalId } from "#worker/modules/students/mod.ts";
import { register } from "#worker/personal.ts";
import type { Copy, Part } from "./input.ts";
import { readPerson } from "./queries.ts";
import { filled } from "./tombstones.ts";

/** Rows of one table that are read at once: nobody has as many, but a table may be long. */
const CHUNK = 1000;
const SEALED = "national_id_enc";

/**
 * Everything the school holds about a person, for herself. Nothing of it is sent before it is on
 * record that somebody took it.
 */
export async function copyOf(ctx: Ctx, id: string): Promise<Copy> {
  await take(ctx, "export.actor", ctx.actor.id);
  const { person } = await readPerson(ctx, id);
  await commit(ctx, {
    ...{ action: "privacy.copied", entity: "student", entityId: id },
    write: [],
  });
  const entries = register.filter(({ shows }) => shows.length > 0);
  const reads = entries.map((entry) => page(ctx, id, entry, 0));
  const [name, ...pages] = await ctx.db.batch([
    ctx.db.select({ name: schools.name }).from(schools).where(eq(schools.id, ctx.actor.schoolId)),
    ...reads,
  ]);
  const parts: Part[] = [];
  for (const [at, rows] of pages.entries()) {
    const entry = entries[at];
    if (!entry || rows.length === 0) continue;
    const all = [...rows, ...(await more(ctx, id, entry, rows))];
    const columns = entry.shows.map((name) => (name === SEALED ? "national_id" : name));
    parts.push({ table: entry.table, columns, rows: all.map((row) => opened(ctx, id, row)) });
  }
  const { number, firstName, lastName } = person;
  return {
    ...{ madeAt: ctx.now, school: name[0]?.name ?? "" },
    person: { number, name: `${firstName} ${lastName}` },
    parts,
  };
}

type Entry = (typeof register)[number];
type Row = Record<string, unknown> & { rowid: number };

function page(ctx: Ctx, id: string, { table, whose, shows }: Entry, after: number) {
  const mine = filled(whose, { schoolId: ctx.actor.schoolId, id }, ctx.now);
  return ctx.db.all<Row>(
    sql.raw(
      `select rowid as rowid, ${shows.map((name) => `"${name}"`).join(", ")} from ${table}
        where ${mine} and ${table}.rowid > ${after} order by ${table}.rowid limit ${CHUNK}`,
    ),
  );
}

async function more(ctx: Ctx, id: string, entry: Entry, first: readonly Row[]): Promise<Row[]> {
  const all: Row[] = [];
  let last = first;
  while (last.length === CHUNK) {
    last = await page(ctx, id, entry, last.at(-1)?.rowid ?? 0);
    all.push(...last);
  }
  return all;
}

/** Her own number is opened for her: it is hers. Lists are lists, not texts of lists. */
function opened(ctx: Ctx, id: string, { rowid: _, ...row }: Row): Record<string, unknown> {
  const { [SEALED]: sealed, ...rest } = row;
  const plain = Object.entries(rest).map(([name, value]) => [name, unpacked(value)]);
  if (sealed === undefined) return Object.fromEntries(plain);
  const nationalId = openNationalId(ctx, { id, nationalIdEnc: sealed as string | null });
  return { ...Object.fromEntries(plain), national_id: nationalId ?? null };
}

function unpacked(value: unknown): unknown {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value; // a text that only looks so
  }
}
