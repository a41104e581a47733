/**
 * Makes a backup now, tells how far it has come, and ends when every part was read back.
 *
 *   npm run production:backup                                  this machine, http://localhost:8787
 *   npm run production:backup -- --origin https://tms.example.no
 *
 * OPERATOR_KEY, from the environment or .dev.vars, proves who asks.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { Backup } from "#worker/modules/backups/input.ts";
import { operatorOf } from "./operator_fetch.ts";

const { values } = parseArgs({
  options: { origin: { type: "string", default: "http://localhost:8787" } },
});
const ask = operatorOf(values.origin);

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
if (backup.state !== "done") {
  console.error(`Backup ${backup.id} failed: the worker's log says why`);
  process.exit(1);
}
const { id, rows, parts, bytes, settled } = backup;
console.log(
  `Backup ${id} is whole and was read back: ${rows} rows in ${parts} parts, ` +
    `${Math.ceil(bytes / 1024)} kB, ${((Date.now() - began) / 1000).toFixed(1)} s`,
);
if (!settled) console.log("People wrote meanwhile: tables are of slightly different moments.");

function progressOf({ state, tablesDone, tables, partsChecked, parts, rows }: Backup): string {
  if (state === "reading") return `reading: ${tablesDone} of ${tables} tables, ${rows} rows`;
  return `checking: ${partsChecked} of ${parts} parts`;
}
