import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { replayTombstones, type Tombstone } from "#worker/modules/privacy/tombstones.ts";
import { together } from "../../together.ts";
import type { Target } from "./target.ts";

const COLUMNS = "school_id as schoolId, kind, id, at, kid, mac";

/** Who was erased, as the database knows that is about to be restored. */
export function stonesIn(target: Target): Tombstone[] {
  const [there] = target.query("select name from sqlite_master where name = 'tombstones'");
  return there ? (target.query(`select ${COLUMNS} from tombstones`) as Tombstone[]) : [];
}

/** Who was erased, as a copy of the bucket knows: it reaches further than a database that is lost. */
export function stonesUnder(folder: string): Tombstone[] {
  const place = join(folder, "tombstones");
  if (!existsSync(place)) return [];
  return globSync("**/*.json", { cwd: place }).map(
    (name) => JSON.parse(readFileSync(join(place, name), "utf8")) as Tombstone,
  );
}

/** Erases again whoever was erased, before anybody can read what was restored. */
export async function eraseAgain(
  file: DatabaseSync,
  ring: string,
  stones: readonly Tombstone[],
): Promise<number> {
  const own = file.prepare(`select ${COLUMNS} from tombstones`).all() as unknown as Tombstone[];
  const byPerson = new Map([...own, ...stones].map((one) => [`${one.schoolId} ${one.id}`, one]));
  const all = [...byPerson.values()];
  return replayTombstones(ring, all, (statements) =>
    together(file, () => {
      for (const sql of statements) file.exec(sql);
    }),
  );
}
