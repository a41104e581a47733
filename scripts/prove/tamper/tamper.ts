import type { DatabaseSync } from "node:sqlite";
import { type Anchor, after, MOST_ROWS, START, sealOf } from "#worker/modules/audit/rules.ts";
import { holdAnchors, walk } from "#worker/modules/audit/walk.ts";
import { askFile } from "../../production/audit/ask.ts";
import { drawFrom, dropTriggers, edits } from "./edits.ts";

/** Seals a log but for its last rows, a stretch at a time, as the clock would have. */
export function sealAll(file: DatabaseSync, ring: string, { leave = 5, most = MOST_ROWS } = {}) {
  const rows = file.prepare("select seq, mac from audit order by seq").all() as Written[];
  const insert = file.prepare("insert into seals values (?, ?, ?, ?, ?, ?, ?, ?)");
  let place = START;
  for (let from = 0; from < rows.length - leave; from += most) {
    const part = rows.slice(from, Math.min(from + most, rows.length - leave));
    const seal = sealOf(ring, place, { rows: part, at: "2026-11-23T12:00:00.000Z" });
    const { n, fromSeq, toSeq, root, prev, hash, at, kid } = seal;
    insert.run(n, fromSeq, toSeq, root, prev, hash, at, kid);
    place = after(seal);
  }
}
type Written = { seq: number; mac: string };

/** What the log stream was told while all was well. */
export const saidOf = (file: DatabaseSync) =>
  file.prepare("select n, hash from seals").all() as Anchor[];

/** What a look at the whole log finds. */
export async function look(file: DatabaseSync, ring: string, said: readonly Anchor[]) {
  const ask = askFile(file);
  const { findings } = await walk(ask, ring, START, 1000);
  return [...findings, ...(await holdAnchors(ask, said))];
}

export type Outcome = { tried: Record<string, number>; missed: string[]; falseAlarms: number };

/** Edits the log so many times, each time from the clean one, and looks whether it shows. */
export async function tamper(
  file: DatabaseSync,
  { ring, times, seed }: { ring: string; times: number; seed: number },
): Promise<Outcome> {
  const draw = drawFrom(seed);
  const said = saidOf(file);
  const names = Object.keys(edits);
  const outcome: Outcome = { tried: {}, missed: [], falseAlarms: 0 };
  for (let n = 0; n < times; n++) {
    const name = names[n % names.length] ?? "change";
    file.exec("begin");
    dropTriggers(file);
    const did = edits[name]?.(file, draw) ?? "nothing";
    const found = await look(file, ring, said);
    file.exec("rollback");
    outcome.tried[name] = (outcome.tried[name] ?? 0) + 1;
    if (found.length === 0) outcome.missed.push(did);
    if ((await look(file, ring, said)).length) outcome.falseAlarms++;
  }
  return outcome;
}
