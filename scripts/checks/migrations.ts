import type { Tree } from "./tree.ts";

const bans: readonly { word: RegExp; why: string }[] = [
  { word: /\bDROP\s+(TABLE|COLUMN|INDEX|VIEW)\b/i, why: "contract a release later" },
  { word: /\bRENAME\b/i, why: "the previous release still uses the old name" },
  { word: /\bREPLACE\s+INTO\b|\bOR\s+REPLACE\b/i, why: "it deletes rows without their triggers" },
  { word: /__new_/i, why: "a table rebuild empties the tables that point at it" },
  { word: /\bCASCADE\b/i, why: "a rebuild of the parent deletes the children" },
  { word: /foreign_keys/i, why: "drizzle-kit turns them off to rebuild a table" },
  { word: /\bVIRTUAL\s+TABLE\b/i, why: "d1 export refuses a database that has one" },
];

/** Migrations only expand: what is there stays, under its name. */
export function checkMigrations(tree: Tree): string[] {
  const sql = [...tree].filter(([path]) => path.endsWith(".sql"));
  if (sql.length === 0) return ["no migration was read: the checker itself is broken"];
  return [...sql.flatMap(([path, text]) => faults(path, text)), ...journal(tree, sql)];
}

function faults(path: string, text: string): string[] {
  const code = text.replaceAll(/--.*$/gm, "");
  const body = code.replaceAll(/'(?:[^']|'')*'/g, "''"); // a text may say any word
  return [
    ...(text.includes("\r") ? [`${path}: line ends must be LF`] : []),
    ...bans.filter(({ word }) => word.test(body)).map(({ word, why }) => says(path, word, why)),
    ...triggers(body)
      .filter((trigger) => /\bCASE\b/i.test(trigger))
      .map(() => `${path}: CASE inside a trigger: its END ends the statement for wrangler`),
  ];
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
