/**
 * Makes a backup now, tells how far it has come, and ends when every part was read back.
 *
 *   npm run production:backup                                  this machine, http://localhost:8787
 *   npm run production:backup -- --origin https://tms.example.no
 *
 * OPERATOR_KEY proves who asks: from the environment, or for an https address from .env.production,
 * for this machine from .dev.vars. Ends with 0 (whole, and read back) or 1.
 *
 * @module
 */
import { Backup } from "#worker/modules/backups/input.ts";
import { flagsOf } from "../flags.ts";
import { operatorOf } from "./operator_fetch.ts";

const values = flagsOf({ origin: { type: "string", default: "http://localhost:8787" } });
try {
  await backUp(values.origin);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function backUp(origin: string): Promise<void> {
  const ask = operatorOf(origin);

  let backup = Backup.parse(await ask("POST", "/operator/backups", {}));
  const began = Date.now();
  let said = "";
  while (backup.endedAt === null) {
    const line = progressOf(backup);
    if (line !== said) console.log(line);
    said = line;
    await new Promise((done) => setTimeout(done, 1000));
    backup = Backup.parse(await ask("GET", `/operator/backups/${backup.id}`));
  }
  if (backup.state !== "done")
    throw new Error(`Backup ${backup.id} failed: the worker's log says why`);
  const { id, rows, parts, bytes, settled } = backup;
  console.log(
    `Backup ${id} is whole and was read back: ${rows} rows in ${parts} parts, ` +
      `${Math.ceil(bytes / 1024)} kB, ${((Date.now() - began) / 1000).toFixed(1)} s`,
  );
  if (!settled) console.log("People wrote meanwhile: tables are of slightly different moments.");
}

function progressOf({ state, tablesDone, tables, partsChecked, parts, rows }: Backup): string {
  if (state === "reading") return `reading: ${tablesDone} of ${tables} tables, ${rows} rows`;
  return `checking: ${partsChecked} of ${parts} parts`;
}
