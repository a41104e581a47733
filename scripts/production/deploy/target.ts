import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { unstable_readConfig } from "wrangler";
import { configOf, notesOf } from "../targets.ts";
import { Journal } from "./journal.ts";
import { source } from "./numbers.ts";
import { git, secretOf } from "./preflight.ts";
import { readSettings } from "./settings.ts";
import type { Release } from "./steps.ts";
import { Wrangler } from "./wrangler.ts";

export type Flags = {
  target: string;
  url?: string | undefined;
  numbers?: string | undefined;
  artifact?: string | undefined;
  settings: string;
  secrets: string;
  untested?: string | undefined;
  unchecked?: string | undefined;
  unsaved?: string | undefined;
  "without-staging": boolean;
};

const journalOf = (target: string) => `${notesOf(target)}/last.json`;

/** The settings of what can be brought out in steps; throws where there are none. */
export function wantConfig(target: string): asserts target is "production" | "staging" {
  if (target !== "production" && target !== "staging")
    throw new Error(`There is no target "${target}": staging or production`);
  const config = configOf(target);
  if (!existsSync(config)) throw new Error(`${config} is not there: PRODUCTION_SETUP.md 6`);
}

/** Where it goes, with which settings, and how far an earlier try came. */
export async function releaseFor(flags: Flags): Promise<Release> {
  const { target } = flags;
  wantConfig(target);
  const config = configOf(target);
  const { name = "tms", vars } = unstable_readConfig({ config });
  const origin = flags.url ?? String(vars.ORIGIN ?? "");
  if (!origin) throw new Error(`${config} has no ORIGIN, and there is no --url`);
  const commit = await git("rev-parse", "--short=12", "HEAD");
  const journal = Journal.open(journalOf(target), () => ({
    run: randomBytes(6).toString("hex"),
    ...{ commit, began: new Date().toISOString(), done: [] },
    ...(flags.artifact && { artifact: flags.artifact }),
  }));
  if (journal.entry.commit !== commit)
    throw new Error(
      `A deploy of ${journal.entry.commit} was not finished: check that commit out and run this again, or npm run production:rollback`,
    );
  const numbers = flags.numbers ?? `${origin}/metrics`;
  return {
    ...{ target, origin, script: name, journal, config, secrets: flags.secrets },
    key: secretOf(flags.secrets, "OPERATOR_KEY"),
    settings: readSettings(flags.settings),
    source: source(numbers, secretOf(flags.secrets, "METRICS_KEY")),
    wrangler: new Wrangler(config),
    stagingJournal: journalOf("staging"),
    flags: {
      untested: flags.untested,
      unchecked: flags.unchecked,
      unsaved: flags.unsaved,
      unstaged: flags["without-staging"],
    },
  };
}

export const deployFlags = {
  target: { type: "string", default: "production" },
  url: { type: "string" },
  numbers: { type: "string" },
  artifact: { type: "string" },
  settings: { type: "string", default: "deploy.json" },
  secrets: { type: "string", default: ".env.production" },
  untested: { type: "string" },
  unchecked: { type: "string" },
  unsaved: { type: "string" },
  "without-staging": { type: "boolean", default: false },
} as const;

/** Ends a deploy that nobody will go on with; answers its run. */
export function forsake(target: string, why: string): string | undefined {
  const entry = Journal.read(journalOf(target));
  if (!entry || entry.outcome) return undefined;
  const journal = Journal.open(journalOf(target), () => entry);
  journal.set({ returning: why });
  journal.close("returned");
  return entry.run;
}
