import * as z from "zod";
import { Id, Instant } from "#worker/lib/fields.ts";
import { listQuery, pagedOf } from "#worker/lib/list.ts";

/** A monthly one is kept longer, and leaves out what must not be kept that long. */
export const kinds = ["daily", "monthly"] as const;
export type Kind = (typeof kinds)[number];

export const states = ["reading", "checking", "done", "failed"] as const;
export type State = (typeof states)[number];

const Count = z.int().min(0);

/** A backup as it is shown: how far, how much, and whether somebody wrote while it was read. */
export const Backup = z.strictObject({
  id: Id,
  kind: z.enum(kinds),
  state: z.enum(states),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  tablesDone: Count,
  tables: Count,
  partsChecked: Count,
  parts: Count,
  rows: Count,
  bytes: Count,
  pass: Count,
  settled: z.boolean(),
});
export type Backup = z.output<typeof Backup>;

export const Backups = pagedOf(Backup);
export const BackupList = listQuery(["-id"]);
export type BackupList = z.output<typeof BackupList>;

/** What a drill says of a backup that it has restored elsewhere. */
export const NewProof = z.strictObject({
  backupId: Id,
  rows: Count,
  seconds: Count,
  equal: z.boolean(),
  orphans: Count,
});
export type NewProof = z.output<typeof NewProof>;

export const Proof = NewProof.extend({ at: Instant });
export type Proof = z.output<typeof Proof>;

/** The only thing the form on the page asks for is to be pressed. */
export const Begin = z.strictObject({});
