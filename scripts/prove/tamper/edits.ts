import type { DatabaseSync } from "node:sqlite";
import { COLUMNS } from "#worker/modules/audit/rules.ts";

/** Numbers that a seed decides, so that a run which found nothing can be run again. */
export type Draw = (below: number) => number;

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

export type Edit = (file: DatabaseSync, draw: Draw) => string;

const columns = COLUMNS.split(", ").filter((name) => name !== "seq");
const rest = columns.join(", ");

/** What somebody who can write SQL but has no key may do to the log; each says what it did. */
export const edits: Record<string, Edit> = {
  change: (file, draw) => {
    const seq = any(file, draw);
    const column = columns[draw(columns.length)] ?? "at";
    const row = file.prepare(`select "${column}" as was from audit where seq = ?`).get(seq);
    file
      .prepare(`update audit set "${column}" = ? where seq = ?`)
      .run(other(row?.was, column, draw), seq);
    return `changed ${column} of row ${seq}`;
  },
  remove: (file, draw) => {
    const seq = any(file, draw);
    file.prepare("delete from audit where seq = ?").run(seq);
    return `removed row ${seq}`;
  },
  forge: (file, draw) => {
    const seq = any(file, draw);
    const forged = rest.replace("id,", "'forged',").replace("action", "'users.signed_in'");
    file.exec(`insert into audit (${rest}) select ${forged} from audit where seq = ${seq}`);
    return `forged a row after row ${seq}`;
  },
  copy: (file, draw) => {
    const seq = any(file, draw);
    file.exec("drop index audit_id");
    file.exec(`insert into audit (${rest}) select ${rest} from audit where seq = ${seq}`);
    return `copied row ${seq} to the end`;
  },
  hide: (file, draw) => {
    const seq = any(file, draw);
    file.exec(`update audit set seq = -seq where seq = ${seq}`);
    return `moved row ${seq} below zero`;
  },
  swap: (file, draw) => {
    const sealed = Number(value(file, "select max(to_seq) from seals"));
    const seq = 1 + draw(sealed - 1);
    file.exec(`update audit set seq = -1 where seq = ${seq};
      update audit set seq = ${seq} where seq = ${seq + 1};
      update audit set seq = ${seq + 1} where seq = -1`);
    return `swapped rows ${seq} and ${seq + 1}`;
  },
  cut: (file, draw) => {
    const seq = any(file, draw);
    file.exec(`delete from audit where seq >= ${seq}`);
    return `cut the tail from row ${seq}`;
  },
  cutAndForget: (file, draw) => {
    // With the seals and SQLite's own memory too: only what was said outside shows it.
    const n = 1 + draw(Number(value(file, "select max(n) from seals")));
    const seq = Number(value(file, `select from_seq from seals where n = ${n}`));
    file.exec(`delete from seals where n >= ${n}; delete from audit where seq >= ${seq};
      update sqlite_sequence set seq = ${seq - 1} where name = 'audit'`);
    return `cut the tail from seal ${n} with every trace inside`;
  },
  seal: (file, draw) => {
    const n = 1 + draw(Number(value(file, "select max(n) from seals")));
    const names = ["from_seq", "to_seq", "root", "prev", "hash", "at", "kid"];
    const column = names[draw(names.length)] ?? "root";
    const was = file.prepare(`select "${column}" as was from seals where n = ?`).get(n)?.was;
    const made = column === "to_seq" ? Number(was) + 1 : other(was, column, draw);
    const now = column === "from_seq" ? Number(was) - 1 : made;
    file.prepare(`update seals set "${column}" = ? where n = ?`).run(now, n);
    return `changed ${column} of seal ${n}`;
  },
  unseal: (file, draw) => {
    const n = 1 + draw(Number(value(file, "select max(n) from seals")));
    file.exec(`delete from seals where n = ${n}`);
    return `removed seal ${n}`;
  },
};

/** Takes away what the database itself would say no with. */
export function dropTriggers(file: DatabaseSync): void {
  const triggers = file
    .prepare(
      "select name from sqlite_master where type = 'trigger' and tbl_name in ('audit', 'seals')",
    )
    .all();
  for (const { name } of triggers) file.exec(`drop trigger "${name}"`);
}

const value = (file: DatabaseSync, sql: string) =>
  Object.values(file.prepare(sql).get() ?? { none: 0 })[0];

function any(file: DatabaseSync, draw: Draw): number {
  return 1 + draw(Number(value(file, "select max(seq) from audit")));
}

function other(was: unknown, column: string, draw: Draw): string {
  const text = String(was ?? "");
  // The database still refuses an instant that is none.
  if (column === "at") return new Date(Date.parse(text) + 1 + draw(86_400_000)).toISOString();
  const at = draw(text.length + 1);
  return `${text.slice(0, at)}${"xyzæ01 "[draw(7)]}${text.slice(at)}`;
}
