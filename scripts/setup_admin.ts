/**
 * Prints a one-time link that makes the first administrator of an empty platform.
 *
 *   npm run setup:admin                       the database of this machine
 *   npm run setup:admin -- --remote           the one in production; asks Cloudflare by wrangler
 *   npm run setup:admin -- --origin https://tms.example.no
 *   --persist-to DIR                          another state folder than .wrangler/state
 *
 * Refuses when there is an administrator already. The link works for an hour, and is shown once:
 * the database holds only a hash of it.
 */
import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { uuidv7 } from "uuidv7";

const HOUR = 3_600_000;

const { values } = parseArgs({
  options: {
    remote: { type: "boolean", default: false },
    origin: { type: "string" },
    "persist-to": { type: "string" },
  },
});
const origin = values.origin ?? (values.remote ? undefined : "http://localhost:8787");
if (!origin || !/^https?:\/\/[^/]+$/.test(origin)) {
  console.error("Cannot make a link: want --origin https://the.address.of.the.platform");
  process.exit(2);
}

const administrator = `exists (select 1 from memberships m, json_each(m.roles) r
  where m.school_id = 'platform' and m.ended_at is null and r.value = 'platform_admin')`;
const token = randomBytes(32).toString("base64url");
const hash = createHash("sha256").update(token).digest("base64url");
const now = new Date();
const at = (ms: number) => new Date(now.getTime() + ms).toISOString();

// One after the other; the insert asks again by itself, so nothing can slip in between.
run(`update links set used_at = '${at(0)}' where kind = 'setup' and used_at is null`);
run(`insert into links (hash, id, kind, created_at, expires_at)
  select '${hash}', '${uuidv7()}', 'setup', '${at(0)}', '${at(HOUR)}' where not ${administrator}`);
const [made] = run(`select count(*) as links from links where hash = '${hash}'`);
if (made?.links !== 1) {
  console.error(
    "There is an administrator already. She invites the others under Access (/people).",
  );
  process.exit(1);
}
console.log(`Open this link within an hour. It works once, and is not shown again:

  ${origin}/link/setup/${token}
`);

function run(command: string): Record<string, unknown>[] {
  const where = values.remote ? ["--remote"] : ["--local"];
  const state = values["persist-to"] ? ["--persist-to", values["persist-to"]] : [];
  const args = ["d1", "execute", "DB", ...where, ...state, "--yes", "--json", "--command", command];
  const out = execFileSync("node_modules/.bin/wrangler", args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false" },
  });
  const [answer] = JSON.parse(out.slice(out.indexOf("["))) as {
    results: Record<string, unknown>[];
  }[];
  return answer?.results ?? [];
}
