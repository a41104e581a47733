/**
 * Gives everybody the version before the present one, and ends a deploy that is under way. The
 * database stays as it is: migrations only add, so the older version goes on working on it.
 *
 *   npm run production:rollback                       the version before
 *   npm run production:rollback -- --to VERSION       that one
 *   npm run production:rollback -- --dry-run          says what it would do
 *   --target staging | documents                      another Worker than production
 *
 * It refuses, and says why, where the old version could not live: across a migration of Durable
 * Objects, a binding that is gone, a secret that was changed, or a migration that took something away.
 * Ends with 0 (everybody gets the old version), 1 (refused: all is as it was) or 2 (cannot tell).
 *
 * @module
 */
import { appendFileSync, mkdirSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { flagsOf } from "../flags.ts";
import { goBack, Impossible } from "./deploy/go_back.ts";
import { Wrangler } from "./deploy/wrangler.ts";
import { configOf, notesOf } from "./targets.ts";

const flags = flagsOf({
  target: { type: "string", default: "production" },
  to: { type: "string" },
  "dry-run": { type: "boolean", default: false },
});
const { target } = flags;
const folder = notesOf(target);

/** One line for each rollback, so that it is known afterwards who did what, and when. */
function note(line: object): string {
  mkdirSync(folder, { recursive: true });
  const who = `${userInfo().username}@${hostname()}`;
  const whole = { at: new Date().toISOString(), who, ...line };
  appendFileSync(`${folder}/rollbacks.jsonl`, `${JSON.stringify(whole)}\n`);
  return `${folder}/rollbacks.jsonl`;
}

try {
  const wrangler = new Wrangler(configOf(target));
  const done = await goBack(wrangler, { target, to: flags.to, dry: flags["dry-run"] });
  for (const line of done.said) console.log(line);
  if (!flags["dry-run"]) console.log(`noted in ${note(done.moved)}`);
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  console.error(why);
  process.exitCode = error instanceof Impossible ? 1 : 2;
  if (!flags["dry-run"] && error instanceof Impossible) note({ refused: why });
}
