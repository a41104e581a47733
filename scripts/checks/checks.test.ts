import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkBanned } from "./banned.ts";
import { checkAssets, checkDocumentsBundle, checkWorkerBundle } from "./bundle.ts";
import { checkDrift } from "./drift.ts";
import { checkImports } from "./imports.ts";
import { loadWords } from "./load_words.ts";
import { checkMigrations } from "./migrations.ts";
import { checkSizes } from "./sizes.ts";
import { migrationTree, sourceTree, type Tree, withFile } from "./tree.ts";
import { checkWords } from "./words.ts";

// Each checker meets the real project with one fault put into it, and must name that fault.

const source = sourceTree();
const at = "worker/modules/planted/";

/** What a checker finds once a file is there that it did not find before. */
function news(check: (tree: Tree) => string[], path: string, text: string): string[] {
  const before = new Set(check(source));
  return check(withFile(source, path, text)).filter((finding) => !before.has(finding));
}

test.each([
  [`${at}actions.ts`, 'import { x } from "#worker/modules/vehicles/queries.ts";', "its mod.ts"],
  [`${at}schema.ts`, 'import { x } from "#worker/modules/users/queries.ts";', "its mod.ts"],
  [`${at}schema.ts`, 'import { x } from "#worker/modules/users/input.ts";', "its mod.ts"],
  [`${at}actions.ts`, 'import type { X } from "#worker/modules/users/input.ts";', "its mod.ts"],
  [`${at}mod.ts`, 'export { x } from "./api.ts";', "exports no doors"],
  ["worker/lib/planted.ts", 'import { x } from "#worker/modules/users/mod.ts";', "no module"],
  ["worker/lib/planted.ts", 'import { x } from "#web/modules/docs/views.tsx";', "no module"],
  ["worker/objects/planted.ts", 'import { x } from "#worker/modules/users/queries.ts";', "mod.ts"],
  ["worker/documents/planted.ts", 'import { x } from "#worker/lib/keys.ts";', "but this folder"],
  ["worker/lib/planted.ts", 'import { x } from "#worker/documents/print.ts";', "only types"],
  ["web/modules/planted/views.tsx", 'import { x } from "#worker/lib/keys.ts";', "only types"],
  ["web/modules/planted/views.tsx", 'const x = await import("#worker/lib/keys.ts");', "only types"],
  ["web/modules/planted/views.tsx", 'import { Hono } from "hono";', "no hono"],
  ["web/ui/planted.tsx", 'import { x } from "#web/modules/docs/views.tsx";', "knows no module"],
  ["worker/lib/planted.ts", 'import { as } from "#worker/test/harness.ts";', "tests or scripts"],
  [`${at}input.ts`, 'import { sql } from "drizzle-orm";', "for the browser too"],
  [`${at}input.ts`, 'import { Hono } from "hono";', "for the browser too"],
  [`${at}rules.ts`, 'import { x } from "./queries.ts";', "no database"],
  [`${at}rules.ts`, 'import {\n  x,\n  type Y,\n} from "./schema.ts";', "no database"],
])("imports: %s may not say %s", (path, text, says) => {
  expect(news(checkImports, path, text)).toEqual([expect.stringContaining(says)]);
});

test.each([
  [`${at}input.ts`, 'import * as z from "zod";\nimport { text } from "#worker/lib/fields.ts";'],
  [`${at}rules.ts`, 'import type { X } from "./schema.ts";'],
  [`${at}rules.ts`, 'import { type X } from "./schema.ts";'],
  [`${at}schema.ts`, 'import { users } from "#worker/modules/users/schema.ts";'],
  [`${at}schema.ts`, 'import type { X } from "#worker/modules/users/input.ts";'],
  ["web/modules/planted/views.tsx", 'import { Id } from "#worker/lib/fields.ts";'],
])("imports: %s may say %s", (path, text) => {
  expect(news(checkImports, path, text)).toEqual([]);
});

test("imports: values in a circle, and a checker that saw nothing", () => {
  const half = withFile(source, `${at}a.ts`, 'import { b } from "./b.ts";');
  const whole = withFile(half, `${at}b.ts`, 'import { a } from "./a.ts";');
  expect(checkImports(whole).join("\n")).toContain(`cycle: ${at}a.ts -> ${at}b.ts -> ${at}a.ts`);
  expect(checkImports(new Map())).toHaveLength(1);
});

test.each([
  ["worker/lib/planted.ts", 'const q = "INSERT OR REPLACE INTO x";'],
  ["worker/lib/planted.ts", 'crypto.subtle.deriveBits({ name: "PBKDF2" });'],
  ["worker/lib/planted.ts", "eval(text);"],
  ["worker/modules/planted/queries.ts", "const db = drizzle(ctx.env.DB);"],
  ["web/modules/planted/views.tsx", "<p dangerouslySetInnerHTML={x} />"],
  ["web/islands/planted.ts", "node.innerHTML = text;"],
  ["worker/lib/planted.ts", "const n = Math.random();"],
  ["worker/lib/planted.ts", "sql`select * from x where y like $" + "{q}`"],
  ["worker/lib/planted.ts", 'const q = "where y LIKE ?";'],
  ["worker/lib/planted.ts", "where(like(x.y, q))"],
  ["worker/lib/planted.ts", 'console.log("here");'],
  ["worker/lib/planted.ts", 'await fetch("https://example.no");'],
  ["worker/lib/planted.ts", 'import { z } from "zod";'],
  ["worker/lib/planted.ts", "const x = y as any;"],
  ["worker/lib/planted.ts", "  // @ts-ignore\n".replace("// ", "/** ").replace("\n", " */ x")],
  ["worker/lib/planted.test.ts", 'test.only("x", () => {});'],
])("forbidden words: %s may not say %s", (path, text) => {
  expect(news(checkBanned, path, text)).toHaveLength(1);
});

test("forbidden words: an object may answer a request, and still may not ask without limit", () => {
  const answers = "  override fetch(request: Request): Response {";
  expect(news(checkBanned, "worker/objects/planted.ts", answers)).toEqual([]);
  const asks = "  override fetch(): unknown {\n    return fetch(elsewhere);\n  }";
  expect(news(checkBanned, "worker/objects/planted.ts", asks)).toHaveLength(1);
});

test("forbidden words: a comment may name them", () => {
  const text = "// Never INSERT OR REPLACE, never eval(x)\n/* LIKE ? */\nconst ilke = 1;\n";
  expect(news(checkBanned, "worker/lib/planted.ts", text)).toEqual([]);
});

const lines = (count: number) => "x\n".repeat(count);

test.each([
  ["worker/lib/planted.ts", 301],
  ["web/modules/planted/views.tsx", 201],
  ["worker/planted.worker.test.ts", 401],
])("file length: %s may not have %i lines", (path, count) => {
  expect(news(checkSizes, path, lines(count))).toHaveLength(1);
  expect(news(checkSizes, path, lines(count - 1))).toEqual([]);
});

const words = await loadWords();

test.each([
  [`${at}actions.ts`, 'throw new Problem(409, "planted_code");'],
  [`${at}actions.ts`, 'throw fieldProblem("name", "planted_code");'],
  [`${at}actions.ts`, 'unique: { "cars.school_id, cars.plate": ["plate", "planted_code"] },'],
  [`${at}rules.ts`, 'const why = { code: "planted_code", source: x };'],
  [`${at}rules.ts`, 'const why = { code: x, source: "planted_law" };'],
  [`${at}pages.tsx`, 'flash: "planted_flash",'],
  [`${at}pages.tsx`, 'leaveFlash(c, "planted_flash");'],
  [`${at}actions.ts`, 'action: "planted_action",'],
  [`${at}actions.ts`, 'const code = late ? "planted.late" : x;'],
  [`${at}actions.ts`, 'const text = "Kjøretøy";'],
  ["web/modules/planted/views.tsx", "<p>Fører</p>"],
])("words: %s may not say %s", (path, text) => {
  expect(news((tree) => checkWords(tree, words), path, text)).toHaveLength(1);
});

test("words: both languages have every code, and none is empty", () => {
  const nb = { ...words.problems.nb, only_norwegian: "x", empty: "x" };
  const en = { ...words.problems.en, empty: " " };
  const found = checkWords(source, { ...words, problems: { nb, en } });
  expect(found).toContain('problems: "only_norwegian" must have words in both languages');
  expect(found).toContain('problems: "empty" must have words in both languages');
});

const migrations = migrationTree();

test.each([
  "DROP TABLE users;",
  "ALTER TABLE users DROP COLUMN name;",
  "ALTER TABLE users RENAME TO people;",
  "INSERT OR REPLACE INTO users VALUES (1);",
  "CREATE TABLE `__new_users` (id text);",
  "CREATE TABLE x (y text REFERENCES z(id) ON DELETE CASCADE);",
  "PRAGMA foreign_keys=OFF;",
  "CREATE VIRTUAL TABLE x USING fts5(y);",
  "SELECT 1;\r\nSELECT 2;",
  "CREATE TRIGGER t BEFORE INSERT ON x BEGIN SELECT CASE WHEN 1 THEN 2 END; END;",
  "ALTER TABLE users ADD nick text NOT NULL;",
  "ALTER TABLE users ADD COLUMN nick text COLLATE NOCASE NOT NULL;",
  "PRAGMA writable_schema = 1;",
  "UPDATE users SET name = 'x';",
  "DELETE FROM users WHERE 1;",
  "INSERT INTO users (id) SELECT id FROM people;",
])("migrations: %j is refused", (sql) => {
  const [path = "", text = ""] = [...migrations].find(([name]) => name.endsWith(".sql")) ?? [];
  const before = checkMigrations(migrations);
  expect(checkMigrations(withFile(migrations, path, `${text}\n${sql}\n`)).length).toBe(
    before.length + 1,
  );
});

test.each([
  "ALTER TABLE users ADD nick text DEFAULT '' NOT NULL;",
  "ALTER TABLE users ADD nick text NOT NULL DEFAULT '';",
  "ALTER TABLE users ADD nick text;",
  "INSERT INTO users (id) VALUES ('x');",
  "CREATE TRIGGER t AFTER INSERT ON x BEGIN UPDATE y SET n = n + 1; DELETE FROM z; END;",
])("migrations: %j only adds", (sql) => {
  const [path = "", text = ""] = [...migrations].find(([name]) => name.endsWith(".sql")) ?? [];
  expect(checkMigrations(withFile(migrations, path, `${text}\n${sql}\n`))).toEqual(
    checkMigrations(migrations),
  );
});

test.each([
  ["is gone", "email", undefined],
  ["was text and is integer", "email", { type: "integer" }],
  ["may not be empty any more", "totp_at", { notNull: true }],
])("migrations: a column that %s is seen, however it was done", (what, column, change) => {
  const path = [...migrations.keys()]
    .filter((one) => one.endsWith("snapshot.json"))
    .sort()
    .at(-1);
  const snapshot = JSON.parse(migrations.get(path ?? "") ?? "");
  const { columns } = snapshot.tables.users;
  if (change) Object.assign(columns[column], change);
  else delete columns[column];
  const found = checkMigrations(withFile(migrations, path ?? "", JSON.stringify(snapshot)));
  expect(found).toEqual([expect.stringContaining(what)]);
});

test("migrations: a file outside the journal is seen, and so is a lost one", () => {
  const extra = withFile(migrations, "migrations/9999_x.sql", "SELECT 1;");
  expect(checkMigrations(extra)).toContain("9999_x.sql is in no journal");
  const lost = new Map([...migrations].filter(([path]) => !path.startsWith("migrations/0000")));
  expect(checkMigrations(lost)).toContain("0000_house has no file");
});

test("migrations: a column that only the code knows is seen", async () => {
  const place = mkdtempSync(".wrangler/planted-");
  try {
    cpSync("migrations", place, { recursive: true });
    const journal = JSON.parse(readFileSync(`${place}/meta/_journal.json`, "utf8"));
    const tag: string = journal.entries.at(-1).tag;
    const snapshot = `${place}/meta/${tag.slice(0, 4)}_snapshot.json`;
    const known = JSON.parse(readFileSync(snapshot, "utf8"));
    delete known.tables.users.columns.locale;
    writeFileSync(snapshot, JSON.stringify(known));
    expect((await checkDrift(place))[0]).toContain("lack something");
  } finally {
    rmSync(place, { recursive: true });
  }
}, 30_000);

const file = (text: string | Uint8Array) => Buffer.from(text);

test("worker bundle: size, and what only a developer may have", () => {
  const noise = crypto.getRandomValues(new Uint8Array(60_000));
  const heavy = Buffer.concat(
    Array<Uint8Array>(20)
      .fill(noise)
      .map((b, i) => b.map((x) => x ^ i)),
  );
  expect(checkWorkerBundle(new Map([["main.js", file("export default {}")]])).findings).toEqual([]);
  expect(checkWorkerBundle(new Map([["main.js", heavy]])).findings).toHaveLength(1);
  expect(checkWorkerBundle(new Map([["main.js", file("env.TEST_NOW")]])).findings).toHaveLength(1);
  const planted = file('throw new Error("planted fault")');
  expect(checkWorkerBundle(new Map([["main.js", planted]])).findings).toHaveLength(1);
  expect(checkWorkerBundle(new Map([["main.js", file("'%PDF-1'")]])).findings).toHaveLength(1);
  expect(checkWorkerBundle(new Map()).findings).toHaveLength(1);
});

test("documents bundle: the library, two fonts, and nothing that draws HTML", () => {
  const sound = new Map(["main.js", "a.ttf", "b.ttf"].map((path) => [path, file("'%PDF-1'")]));
  const found = (path: string, text: string) =>
    checkDocumentsBundle(new Map([...sound, [path, file(text)]])).findings;
  expect(checkDocumentsBundle(sound).findings).toEqual([]);
  expect(found("main.js", "export default {}")).toEqual([
    "the documents Worker has no PDF library",
  ]);
  expect(found("c.ttf", "")).toEqual(["the documents Worker has 3 fonts"]);
  expect(found("main.js", "'%PDF-1', FORBID_TAGS")).toEqual(["the documents Worker can draw HTML"]);
});

test("browser budgets: a chunk counts for the island that imports it", () => {
  const heavy = Buffer.from(crypto.getRandomValues(new Uint8Array(16_000))).toString("base64");
  const manifest = {
    client: "/assets/client.js",
    styles: "/assets/main.css",
    "x/y": "/assets/y.js",
  };
  const files = (chunk: string) =>
    new Map([
      ["/assets/main.css", file("p{}")],
      ["/assets/client.js", file("1")],
      ["/assets/y.js", file('import"./chunk-A1.js"')],
      ["/assets/chunk-A1.js", file(chunk)],
    ]);
  expect(checkAssets(files("1"), manifest).findings).toEqual([]);
  expect(checkAssets(files(heavy), manifest).findings).toHaveLength(1);
});
