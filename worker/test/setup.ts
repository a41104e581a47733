import "./same_names.ts";
import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { forgetDump } from "./dump.ts";

// Storage is shared by the tests of a file; each file begins with an empty database.
// At the top level, so that a file may sign people in before its first test.
// On a busy machine what the file before was still writing has come after the first reset.
const tables = env.DB.prepare("select name from sqlite_master where name = 'audit'");
for (let tries = 0; tries === 0 || (await tables.first()); tries++) {
  if (tries === 5) throw new Error("The database of the file before does not go away");
  await reset();
}
forgetDump();
// All at once, under the newest one's name: trip by trip is how the product's own database gets them.
const queries = env.MIGRATIONS.flatMap((migration) => migration.queries);
await applyD1Migrations(env.DB, [{ name: env.MIGRATIONS.at(-1)?.name ?? "", queries }]);
