/**
 * Restores a backup. Without --write it only says what would change.
 *
 *   npm run production:restore                            the newest backup of this machine, all of it
 *   npm run production:restore -- --school ID             one school, as it was
 *   npm run production:restore -- --student ID            one student: what is missing or different
 *   npm run production:restore -- --drill                 into a database of its own, and compare
 *   --write            does it                   --remote        in production, by wrangler
 *   --backup ID        another than the newest   --monthly       one of the months' sets
 *   --from DIR         a copy of the bucket      --persist-to DIR  another state folder
 *   --origin URL       where a drill's proof is written down
 *
 * KEYS comes from the environment, or with --remote from .env.production, without from .dev.vars.
 *
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flagsOf } from "../flags.ts";
import { operatorOf, secretOf } from "./operator_fetch.ts";
import { eraseAgain, stonesIn, stonesUnder } from "./restore/erasures.ts";
import { openBackup } from "./restore/opened.ts";
import { restore } from "./restore/restore.ts";
import { rehearse } from "./restore/scratch.ts";
import { bucket, folder } from "./restore/source.ts";
import { localTarget, remoteTarget } from "./restore/target.ts";

const values = flagsOf({
  write: { type: "boolean", default: false },
  remote: { type: "boolean", default: false },
  drill: { type: "boolean", default: false },
  monthly: { type: "boolean", default: false },
  school: { type: "string" },
  student: { type: "string" },
  backup: { type: "string" },
  from: { type: "string" },
  origin: { type: "string" },
  "persist-to": { type: "string", default: ".wrangler/state" },
});
const { remote, "persist-to": persist, school, student } = values;
const place = mkdtempSync(join(tmpdir(), "tms-restore-"));
try {
  const began = performance.now();
  const target = values.drill ? undefined : remote ? remoteTarget() : localTarget(persist);
  const bookmark = target?.bookmark();
  if (bookmark) {
    console.log(`Time Travel bookmark of now: ${bookmark}`);
    console.log(`  back to it: npx wrangler d1 time-travel restore DB --bookmark=${bookmark}`);
  }
  const source = values.from ? folder(values.from) : bucket(remote ? { remote } : { persist });
  const kind = values.monthly ? "monthly" : "daily";
  const ring = secretOf("KEYS", remote ? "production" : "local");
  const opened = await openBackup(source, ring, { id: values.backup, kind });
  const { manifest } = opened;
  const settled = manifest.fence.from === manifest.fence.to;
  console.log(
    `Backup ${manifest.id} of ${manifest.startedAt}, schema ${manifest.schema}: ` +
      `${manifest.parts.length} parts opened, ${settled ? "of one moment" : "changed meanwhile"}`,
  );
  const rehearsed = rehearse(opened, join(place, "scratch.sqlite"));
  const seconds = Math.ceil((performance.now() - began) / 1000);
  const { rows, different, orphans } = rehearsed;
  const equal = different.length === 0;
  console.log(`Rehearsed: ${rows} rows in ${seconds} s, ${orphans} references without their row`);
  if (values.drill && values.origin)
    await operatorOf(values.origin)("POST", "/operator/backups/proofs", {
      ...{ backupId: manifest.id, rows, seconds, equal, orphans },
    });
  if (!equal) throw new Error(`The rehearsal differs in ${different.join(", ")}`);
  if (values.drill) {
    console.log(orphans === 0 ? "The drill held: every row is there" : "The drill did not hold");
    console.log(
      values.origin
        ? `Its proof stands on ${values.origin}/operations/backups`
        : "No proof was written down: --origin https://... says where",
    );
  }
  const known = target ? stonesIn(target) : [];
  const stones = [...known, ...(values.from ? stonesUnder(values.from) : [])];
  const erased = await eraseAgain(rehearsed.file, ring, stones);
  if (erased > 0) console.log(`${erased} people who were erased stay erased`);
  if (target)
    await restore({
      ...{ target, rehearsed, manifest, ring },
      school,
      student,
      write: values.write,
    });
  rehearsed.file.close();
  target?.close();
  if (orphans > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(place, { recursive: true, force: true });
}
