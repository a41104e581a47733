/**
 * Says whether the audit log is whole: every row as it was written, none missing, none added, the
 * seals in one chain, and what was said outside of the database still true inside.
 *
 *   npm run audit:verify                         the database of this machine
 *   npm run audit:verify -- --remote             the one in production; asks Cloudflare by wrangler
 *   npm run audit:verify -- --file PATH          any SQLite file, such as a backup
 *   --log PATH         a log stream that was kept: its seals must be those of the database
 *   --anchors DAYS     how many nights of anchors to fetch from the bucket (7 with --remote)
 *   --persist-to DIR   another state folder than .wrangler/state
 *   --json             the findings for a machine
 *
 * Needs KEYS, from the environment, or with --remote from .env.production, without from .dev.vars.
 * Without the secret of production the page /operations/audit does the same where the secret is. Exit: 0 whole, 1 not whole, 2 cannot tell.
 */
import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { type Finding, START } from "#worker/modules/audit/rules.ts";
import { type Ask, holdAnchors, walk } from "#worker/modules/audit/walk.ts";
import { flagsOf } from "../flags.ts";
import { anchorsIn, anchorsOf } from "./audit/anchors.ts";
import { askFile, askRemote, localFile, remoteObject } from "./audit/ask.ts";
import { secretOf } from "./operator_fetch.ts";

const BUCKET = "tms-backups";

const values = flagsOf({
  remote: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  file: { type: "string" },
  log: { type: "string" },
  anchors: { type: "string" },
  "persist-to": { type: "string", default: ".wrangler/state" },
});

try {
  const findings = await verify();
  process.exitCode = findings.length ? 1 : 0;
} catch (error) {
  console.error(`Cannot verify: ${(error as Error).message}`);
  process.exitCode = 2;
}

async function verify(): Promise<readonly Finding[]> {
  const began = performance.now();
  const ask = asker();
  const ring = secretOf("KEYS", values.remote ? "production" : "local");
  const walked = await walk(ask, ring, START, values.remote ? 20 : 200);
  const outside = anchors();
  const findings = [...walked.findings, ...(await holdAnchors(ask, outside))];
  const [log] = await ask("select count(*) as rows, max(seq) as last from audit");
  const seals = walked.place.n - 1;
  const seconds = Number(((performance.now() - began) / 1000).toFixed(1));
  if (values.json)
    console.log(JSON.stringify({ ...log, seals, anchors: outside.length, findings, seconds }));
  else {
    for (const { what, seq, n } of findings)
      console.log(`  ${what}${seq === undefined ? "" : ` row ${seq}`}${n ? ` seal ${n}` : ""}`);
    const pace = Math.round(Number(log?.rows) / Math.max(seconds, 0.1));
    const what = `${log?.rows} rows, ${seals} seals, ${outside.length} anchors, ${seconds} s (${pace} rows/s)`;
    const empty = log?.rows === 0 ? "whole, and nothing is in it yet" : "whole";
    console.log(`${findings.length ? "NOT WHOLE" : empty}: ${what}`);
  }
  return findings;
}

function asker(): Ask {
  if (values.remote) return askRemote;
  return askFile(
    values.file
      ? new DatabaseSync(values.file, { readOnly: true })
      : localFile(values["persist-to"]),
  );
}

function anchors() {
  const days = Number(values.anchors ?? (values.remote ? 7 : 0));
  const nights = values.remote ? anchorsOf(days, (key) => remoteObject(BUCKET, key)) : [];
  return [...(values.log ? anchorsIn(readFileSync(values.log, "utf8")) : []), ...nights];
}
