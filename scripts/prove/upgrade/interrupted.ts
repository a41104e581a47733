import { mkdirSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { digestOf } from "../../production/restore/tables.ts";
import { schemaOf, type Upgraded } from "./carried.ts";
import { databaseIn } from "./database.ts";
import { migrationsAfter } from "./migrations.ts";
import { become, type Release } from "./release.ts";

const journal = "insert into d1_migrations (name) values (?)";
const schemaNow = "select group_concat(sql, ';') as text from sqlite_master";
// Nobody has such a table: D1 refuses it, and so ends what it stands behind.
const refused = "select * from cut_off_here";

/**
 * The same on a real D1: each migration ends after each of its statements once, leaves the schema as
 * it was, and goes through when it is run again. What comes of it is what comes of one run.
 */
export async function interrupted(
  release: Release,
  { folder, wanted }: { folder: string; wanted: Upgraded },
): Promise<{ cuts: number; findings: string[] }> {
  const findings: string[] = [];
  let cuts = 0;
  await inD1(folder, release, async (db) => {
    const schema = async () => (await db.prepare(schemaNow).first<{ text: string }>())?.text;
    for (const { name, statements } of migrationsAfter(release.schema)) {
      const whole = [...statements.map((sql) => db.prepare(sql)), db.prepare(journal).bind(name)];
      const before = await schema();
      for (let done = 0; done <= whole.length; done++) {
        cuts++;
        const cut = db.batch([...whole.slice(0, done), db.prepare(refused)]);
        const error = await cut.then(() => undefined, String);
        if (!error?.includes("cut_off_here"))
          findings.push(`${name} ${done}: ${error ?? "went on"}`);
        if ((await schema()) !== before) findings.push(`${name} ${done}: half of it is there`);
      }
      await db.batch(whole);
    }
  });
  const file = new DatabaseSync(databaseIn(folder));
  if (digestOf(file).sha256 !== wanted.digest) findings.push("its rows are not those of one run");
  if (schemaOf(file) !== wanted.schema) findings.push("its schema is not that of one run");
  file.close();
  return { cuts, findings };
}

/** Lays a release's database down where Miniflare keeps its own, and opens it there. */
async function inD1(
  folder: string,
  release: Release,
  use: (db: Awaited<ReturnType<Miniflare["getD1Database"]>>) => Promise<void>,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const open = async () => {
    const options = {
      ...{ modules: true, script: "export default {}", log: new Log(LogLevel.ERROR) },
      ...{ d1Databases: { DB: "upgrade" }, resourcePersistencePath: folder },
    };
    const miniflare = new Miniflare(convertV4MiniflareOptions(options as never));
    return { miniflare, db: await miniflare.getD1Database("DB") };
  };
  const first = await open();
  await first.db.prepare("select 1").first();
  await first.miniflare.dispose();
  const file = new DatabaseSync(databaseIn(folder));
  become(file, release);
  file.close();
  const { miniflare, db } = await open();
  try {
    await use(db);
  } finally {
    await miniflare.dispose();
  }
}
