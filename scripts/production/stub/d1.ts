import { randomUUID } from "node:crypto";
import { unstable_splitSqlQuery } from "wrangler";
import type { AccountFile, Database } from "./account.ts";
import { type Ask, jsonOf, ok, Refused, type Route } from "./protocol.ts";
import type { Storage } from "./storage.ts";

/** D1: databases, and queries on them. */
export function d1Routes(account: AccountFile, storage: Storage): readonly Route[] {
  const { state } = account;
  const list = ({ query }: Ask) => {
    const name = query.get("name");
    const found = state.databases.filter((one) => !name || one.name === name);
    return ok(found, { result_info: { page: 1, per_page: 100, count: found.length } });
  };
  const create = (ask: Ask) => {
    const { name } = jsonOf<{ name: string }>(ask);
    if (state.databases.some((one) => one.name === name))
      throw new Refused(7502, `Database with name '${name}' already exists`);
    const made = newDatabase(name);
    state.databases.push(made);
    account.save();
    return ok(made);
  };
  const query = async (ask: Ask) => {
    const { uuid } = databaseOf(state.databases, ask);
    const { sql, params, batch } = jsonOf<Statement & { batch?: Statement[] }>(ask);
    const statements = (batch ?? [{ sql, ...(params && { params }) }]).flatMap(split);
    return ok(await run(await storage.database(uuid), statements));
  };
  const remove = async (ask: Ask) => {
    const { uuid } = databaseOf(state.databases, ask);
    state.databases = state.databases.filter((one) => one.uuid !== uuid);
    account.save();
    return ok(null);
  };
  return [
    ["GET", "/d1/database", list],
    ["POST", "/d1/database", create],
    ["GET", "/d1/database/:id", (ask) => ok(databaseOf(state.databases, ask))],
    ["DELETE", "/d1/database/:id", remove],
    ["POST", "/d1/database/:id/query", query],
  ];
}

export const newDatabase = (name: string, uuid: string = randomUUID()): Database => ({
  uuid,
  name,
  created_at: new Date().toISOString(),
  version: "production",
});

export function databaseOf(databases: readonly Database[], { caught }: Ask): Database {
  const [id] = caught;
  const found = databases.find(({ uuid, name }) => uuid === id || name === id);
  if (!found) throw new Refused(7404, `The database ${id} could not be found`, 404);
  return found;
}

export type Statement = { sql: string; params?: unknown[] };

// Parameters go with one statement only, as D1 has it.
export const split = ({ sql, params }: Statement): Statement[] =>
  params?.length ? [{ sql, params }] : unstable_splitSqlQuery(sql).map((one) => ({ sql: one }));

/** Runs statements as one: all of them, or none. */
export async function run(db: D1Database, statements: readonly Statement[]) {
  const prepared = statements
    .filter(({ sql }) => sql.replaceAll(/--.*$/gm, "").trim())
    .map(({ sql, params = [] }) => db.prepare(sql).bind(...params));
  if (prepared.length === 0) return [];
  try {
    return await db.batch(prepared);
  } catch (error) {
    throw new Refused(7500, error instanceof Error ? error.message : String(error));
  }
}
