import type { Tree } from "./tree.ts";

const bans: readonly { word: RegExp; why: string }[] = [
  { word: /\bDROP\s+(TABLE|COLUMN|INDEX|VIEW)\b/i, why: "contract a release later" },
  { word: /\bRENAME\b/i, why: "the previous release still uses the old name" },
  { word: /\bREPLACE\s+INTO\b|\bOR\s+REPLACE\b/i, why: "it deletes rows without their triggers" },
  { word: /__new_/i, why: "a table rebuild empties the tables that point at it" },
  { word: /\bCASCADE\b/i, why: "a rebuild of the parent deletes the children" },
  { word: /foreign_keys/i, why: "drizzle-kit turns them off to rebuild a table" },
  { word: /writable_schema/i, why: "it changes a type behind SQLite's back" },
  {
    word: /\bADD\s+(?:COLUMN\s+)?[^;]*\bNOT\s+NULL\b(?<!\b(?:DEFAULT|GENERATED)\b[^;]*)(?![^;]*\b(?:DEFAULT|GENERATED)\b)/i,
    why: "NOT NULL without a DEFAULT: rows that are there, and the previous release, have no value",
  },
  { word: /\bVIRTUAL\s+TABLE\b/i, why: "d1 export refuses a database that has one" },
];

/** Migrations only expand: what is there stays, under its name. */
export function checkMigrations(tree: Tree): string[] {
  const sql = [...tree].filter(([path]) => path.endsWith(".sql"));
  if (sql.length === 0) return ["no migration was read: the checker itself is broken"];
  return [
    ...sql.flatMap(([path, text]) => faults(path, text)),
    ...journal(tree, sql),
    ...narrowed(tree),
  ];
}

/** What these migrations take away from a release that was made before them. */
export function takenAway(tree: Tree, names: readonly string[]): string[] {
  const numbers = names.map((name) => name.slice(0, 4));
  return [
    ...names.flatMap((name) => {
      const text = tree.get(`migrations/${name}`);
      if (text === undefined)
        return [`${name} is not in this checkout: nobody can say what it does`];
      return banned(`migrations/${name}`, bodyOf(text));
    }),
    ...narrowed(tree).filter((line) => numbers.includes(line.slice("migrations/meta/".length, 20))),
  ];
}

// A text may say any word, and so may a comment.
const bodyOf = (text: string) => text.replaceAll(/--.*$/gm, "").replaceAll(/'(?:[^']|'')*'/g, "''");

const banned = (path: string, body: string) =>
  bans.filter(({ word }) => word.test(body)).map(({ word, why }) => says(path, word, why));

function faults(path: string, text: string): string[] {
  const body = bodyOf(text);
  return [
    ...(text.includes("\r") ? [`${path}: line ends must be LF`] : []),
    ...banned(path, body),
    ...triggers(body)
      .filter((trigger) => /\bCASE\b/i.test(trigger))
      .map(() => `${path}: CASE inside a trigger: its END ends the statement for wrangler`),
    ...(grown.has(path) ? [] : manyRows(body).map((line) => `${path}: ${line}`)),
  ];
}

// It fills in two new columns of the contacts there were, before anybody had a thousand of them.
const grown: ReadonlySet<string> = new Set(["migrations/0010_contacts_roles.sql"]);

/** What changes rows that are there: on a big table it would hold the only writer for too long. */
const manyRows = (body: string): string[] =>
  body
    .replaceAll(/CREATE\s+(?:TEMP\s+)?TRIGGER[\s\S]*?\bEND\s*;/gi, "")
    .split(";")
    .map((one) => one.trim())
    .filter((one) => /^(UPDATE|DELETE)\b|^INSERT\b[\s\S]*\bSELECT\b/i.test(one))
    .map((one) => `"${one.slice(0, 40)}" changes many rows at once: a job does it in pieces`);

type Columns = Record<string, { type: string; notNull: boolean }>;
type Snapshot = { tables: Record<string, { columns: Columns }> };

/** What one schema takes away from the one before it, however it was written. */
function narrowed(tree: Tree): string[] {
  const snapshots = [...tree]
    .filter(([path]) => path.endsWith("_snapshot.json"))
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([path, text]) => ({ path, ...(JSON.parse(text) as Snapshot) }));
  return snapshots.slice(1).flatMap(({ path, tables }, at) =>
    Object.entries(snapshots[at]?.tables ?? {}).flatMap(([table, { columns }]) =>
      Object.entries(columns).flatMap(([name, before]) => {
        const now = tables[table]?.columns[name];
        const what = !now
          ? "is gone"
          : now.type !== before.type
            ? `was ${before.type} and is ${now.type}`
            : now.notNull && !before.notNull
              ? "may not be empty any more"
              : undefined;
        return what ? [`${path}: ${table}.${name} ${what}`] : [];
      }),
    ),
  );
}

const says = (path: string, word: RegExp, why: string) =>
  `${path}: matches ${word.source} (${why})`;

const triggers = (body: string) =>
  body
    .split("statement-breakpoint")
    .flatMap((part) => part.match(/CREATE\s+(?:TEMP\s+)?TRIGGER[\s\S]*/gi) ?? []);

/** Every file is in the journal and every entry has its file and snapshot. */
function journal(tree: Tree, sql: readonly (readonly [string, string])[]): string[] {
  const text = tree.get("migrations/meta/_journal.json");
  if (!text) return ["migrations/meta/_journal.json is missing"];
  const tags = (JSON.parse(text) as { entries: { tag: string }[] }).entries.map(({ tag }) => tag);
  const files = sql.map(([path]) => path.replace(/^migrations\/|\.sql$/g, ""));
  const numbers = files.map((name) => name.slice(0, 4));
  return [
    ...files.filter((name) => !tags.includes(name)).map((name) => `${name}.sql is in no journal`),
    ...tags.filter((tag) => !files.includes(tag)).map((tag) => `${tag} has no file`),
    ...numbers
      .filter((number, at) => numbers.indexOf(number) !== at)
      .map((number) => `two migrations are number ${number}`),
    ...tags
      .filter((tag) => !tree.has(`migrations/meta/${tag.slice(0, 4)}_snapshot.json`))
      .map((tag) => `${tag} has no snapshot`),
  ];
}
