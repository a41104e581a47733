import { randomBytes } from "node:crypto";
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { migrate } from "../dev/database.ts";
import { command, type Part, verdict } from "../gates/part.ts";
import { digestOf } from "../production/restore/tables.ts";
import { bundle, forget, freshData, type Served, serve } from "../serve/serve.ts";

const ROWS = 100_000;
const WANTED = 120; // seconds, for the backup and the restore together

/** A big database is backed up over HTTP, wiped, restored from the bucket, and compared. */
export const backup: Part = {
  name: "backup",
  run: async () => {
    const script = await bundle({ out: ".wrangler/prove" });
    const persist = await freshData(["--demo", "--schools", "40", "--students", "260"]);
    try {
      return verdict(await missing(script, persist));
    } finally {
      forget(persist);
    }
  },
};

async function missing(script: string, persist: string): Promise<string[]> {
  const findings: string[] = [];
  const OPERATOR_KEY = randomBytes(32).toString("base64url");
  const served = await serve({ script, persist, vars: { OPERATOR_KEY } });
  const env = { OPERATOR_KEY, KEYS: served.vars.KEYS ?? "" };
  const began = performance.now();
  const folder = join(persist, "bucket");
  try {
    const made = await command(cli("backup", "--origin", served.url), { env, minutes: 5 });
    if (made.code !== 0) return [`the backup failed\n${made.output}`];
    console.log(`  ${made.output.trim().split("\n").at(-1)}`);
    await copyOut(served, folder);
  } finally {
    await served.close();
  }
  const seconds = (since: number) => (performance.now() - since) / 1000;
  const backedUp = seconds(began);
  const before = digest(persist);
  console.log(`  ${before.rows} rows`);
  if (before.rows < ROWS) findings.push(`only ${before.rows} rows`);

  for (const path of globSync(`${persist}/v3/d1/*`)) rmSync(path, { recursive: true });
  await migrate(persist);
  const emptied = digest(persist);
  if (emptied.rows > 1) findings.push("the database was not wiped");
  findings.push(...(await refusals(folder, persist, env, emptied.text)));

  const back = performance.now();
  const done = await command(cli("restore", "--persist-to", persist, "--write"), { env });
  if (done.code !== 0) return [...findings, `the restore failed\n${done.output}`];
  const took = backedUp + seconds(back);
  console.log(`  ${backedUp.toFixed(1)} s to back up, ${seconds(back).toFixed(1)} s to restore`);
  if (took > WANTED) findings.push(`it took ${took.toFixed(0)} s, wanted ${WANTED}`);
  if (digest(persist).text !== before.text)
    findings.push("what was restored is not what was there");
  return findings;
}

const cli = (name: string, ...more: string[]) => ["node", `scripts/production/${name}.ts`, ...more];

/** The canonical dump, without what a backup and a restore themselves leave in the log. */
function digest(persist: string): { rows: number; text: string } {
  const [path] = globSync(`${persist}/v3/d1/*/*.sqlite`).filter((one) => !one.includes("metadata"));
  const file = new DatabaseSync(path ?? "");
  try {
    const { rows, tables } = digestOf(file);
    tables.delete("audit");
    const log = file
      .prepare(
        "select * from audit where action not in (select value from json_each(?)) order by seq",
      )
      .all(JSON.stringify(["backups.started", "backups.finished", "backups.restored"]));
    return { rows, text: JSON.stringify([[...tables], log]) };
  } finally {
    file.close();
  }
}

/** A copy of the bucket, as an operator would keep one elsewhere. */
async function copyOut(served: Served, folder: string): Promise<void> {
  const bucket = await served.miniflare.getR2Bucket("BACKUPS", "tms");
  const { objects } = await bucket.list();
  for (const { key } of objects) {
    mkdirSync(dirname(join(folder, key)), { recursive: true });
    const object = await bucket.get(key);
    writeFileSync(join(folder, key), new Uint8Array((await object?.arrayBuffer()) ?? []));
  }
}

/** Whatever is wrong with a backup, the command ends with 1 and has written nothing. */
async function refusals(
  folder: string,
  persist: string,
  env: Record<string, string>,
  before: string,
): Promise<string[]> {
  const bad = `${folder}-bad`;
  const part = () => globSync(`${bad}/daily/*/00002-*.part`)[0] ?? "";
  const data = () => readFileSync(part());
  const wrong: Record<string, () => Record<string, string>> = {
    "a wrong key": () => ({ KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}` }),
    "one bit": () => {
      const bytes = data();
      bytes.writeUInt8(bytes.readUInt8(999) ^ 1, 999);
      writeFileSync(part(), bytes);
      return {};
    },
    "a cut part": () => {
      writeFileSync(part(), data().subarray(0, -100));
      return {};
    },
    "a missing part": () => {
      rmSync(part());
      return {};
    },
  };
  const findings: string[] = [];
  for (const [what, spoil] of Object.entries(wrong)) {
    rmSync(bad, { recursive: true, force: true });
    cpSync(folder, bad, { recursive: true });
    const line = cli("restore", "--persist-to", persist, "--from", bad, "--write");
    const { code, output } = await command(line, { env: { ...env, ...spoil() } });
    const said = output.trim().split("\n").at(-1);
    console.log(`  ${what}: ${said}`);
    if (code !== 1 || !/^Cannot/.test(said ?? "")) findings.push(`${what} was not refused`);
    if (digest(persist).text !== before) findings.push(`${what} left something behind`);
  }
  return findings;
}
