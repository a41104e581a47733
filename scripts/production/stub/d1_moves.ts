import { randomUUID } from "node:crypto";
import type { AccountFile } from "./account.ts";
import { databaseOf, run, split } from "./d1.ts";
import { type Ask, jsonOf, ok, Refused, type Route } from "./protocol.ts";
import type { Storage } from "./storage.ts";

type Dump = { no_schema?: boolean; no_data?: boolean; tables?: string[] };

/** D1 as files: export, import, and Time Travel as far as bookmarks that were asked for. */
export function d1MoveRoutes(
  account: AccountFile,
  storage: Storage,
  origin: () => string,
): readonly Route[] {
  const files = new Map<string, Buffer>(); // what is on its way, by a name that nobody guesses
  const of = (ask: Ask) => databaseOf(account.state.databases, ask);

  const exported = async (ask: Ask) => {
    const { uuid } = of(ask);
    const { dump_options = {} } = jsonOf<{ dump_options?: Dump }>(ask);
    const name = `${randomUUID()}.sql`;
    files.set(name, Buffer.from(await dump(await storage.database(uuid), dump_options)));
    const result = { filename: name, signed_url: `${origin()}/files/${name}` };
    return ok({ ...done("export", []), result, ...result });
  };

  const imported = async (ask: Ask) => {
    const { uuid } = of(ask);
    const { action, etag, filename } = jsonOf<Record<string, string>>(ask);
    if (action === "init") {
      const name = `${randomUUID()}-${etag}`;
      return ok({ upload_url: `${origin()}/files/${name}`, filename: name });
    }
    const sql = files.get(filename ?? "")?.toString("utf8");
    if (sql === undefined) throw new Refused(7500, `There is no upload ${filename}`);
    const results = await run(await storage.database(uuid), split({ sql }));
    files.delete(filename ?? "");
    const count = (key: "rows_read" | "rows_written" | "changes") =>
      results.reduce((n, { meta }) => n + (meta[key] ?? 0), 0);
    const sums = {
      rows_read: count("rows_read"),
      rows_written: count("rows_written"),
      changes: count("changes"),
    };
    const last = { duration: 1, last_row_id: 0, changed_db: true, served_by: "stub" };
    const size = { size_after: results.at(-1)?.meta.size_after ?? 0 };
    const meta = { ...sums, ...last, ...size };
    const numbers = { num_queries: results.length, final_bookmark: randomUUID(), meta };
    return ok({ ...done("import", ["Import complete"]), result: numbers });
  };

  const bookmark = async (ask: Ask) => {
    if (ask.query.get("timestamp"))
      throw new Refused(7501, "The stub knows bookmarks that were asked for, no points in time");
    const mark = randomUUID();
    await storage.keep(of(ask).uuid, mark);
    return ok({ bookmark: mark });
  };

  const restore = async (ask: Ask) => {
    const { uuid } = of(ask);
    const wanted = ask.query.get("bookmark") ?? "";
    if (!storage.knows(wanted)) throw new Refused(7501, `There is no bookmark ${wanted}`);
    const previous = randomUUID();
    await storage.keep(uuid, previous);
    await storage.goBack(uuid, wanted);
    return ok({ bookmark: wanted, previous_bookmark: previous, message: "restored" });
  };

  return [
    ["POST", "/d1/database/:id/export", exported],
    ["POST", "/d1/database/:id/import", imported],
    ["GET", "/d1/database/:id/time_travel/bookmark", bookmark],
    ["POST", "/d1/database/:id/time_travel/restore", restore],
    ["GET", "/files/:name", ({ caught }) => ({ bytes: files.get(caught[0] ?? "") ?? gone() })],
    [
      "PUT",
      "/files/:name",
      ({ caught: [name = ""], body }) => {
        files.set(name, body);
        return { headers: { etag: name.slice(37) }, bytes: Buffer.alloc(0) };
      },
    ],
  ];
}

const done = (type: string, messages: string[]) => ({
  ...{ success: true, status: "complete", type, at_bookmark: randomUUID(), messages },
});

function gone(): never {
  throw new Refused(7500, "There is no such file", 404);
}

async function dump(db: D1Database, { no_schema, no_data, tables = [] }: Dump): Promise<string> {
  const asked = [no_schema ? 1 : 0, no_data ? 1 : 0, ...tables];
  const pragma = `PRAGMA miniflare_d1_export(?,?,?);`; // the simulator's own way to ask for one
  const [lines] = await db
    .prepare(pragma)
    .bind(...asked)
    .raw<string[]>();
  return `${(lines ?? []).join("\n")}\n`;
}
