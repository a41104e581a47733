import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { steps } from "../prove/steps.ts";
import type { Part, Tally } from "./part.ts";

/** A longer proof, at most ten minutes; `quick` ones also run after every push. */
export type Step = Part & { quick?: boolean };

const STATE = ".wrangler/prove.json";
type State = { tree: string; done: Record<string, Tally> };

/** The steps asked for; without a name all of them, but for those that held for this very tree. */
export function prove(asked: readonly string[]): readonly Part[] {
  if (asked.includes("list")) {
    for (const { name, quick } of steps) console.log(quick ? `${name} (quick)` : name);
    process.exit(0);
  }
  const named = asked.filter((name) => name !== "quick");
  const unknown = named.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length) {
    console.error(`No such step: ${unknown.join(", ")}. Try: npm run prove -- list`);
    process.exit(2);
  }
  if (named.length) return steps.filter(({ name }) => named.includes(name)).map(remembered);
  const chosen = asked.includes("quick") ? steps.filter(({ quick }) => quick) : steps;
  return chosen.map((step) => resumed(remembered(step)));
}

function resumed(step: Part): Part {
  const held = state().done[step.name];
  if (!held) return step;
  return {
    name: step.name,
    run: () => {
      console.log("  held for this tree before");
      return held;
    },
  };
}

function remembered(step: Part): Part {
  return {
    name: step.name,
    run: async () => {
      const tally = await step.run();
      if (tally.failed === 0 && tally.passed > 0) {
        const { tree, done } = state();
        mkdirSync(dirname(STATE), { recursive: true });
        writeFileSync(STATE, JSON.stringify({ tree, done: { ...done, [step.name]: tally } }));
      }
      return tally;
    },
  };
}

function state(): State {
  const tree = treeName();
  const kept = existsSync(STATE) ? (JSON.parse(readFileSync(STATE, "utf8")) as State) : undefined;
  return kept?.tree === tree ? kept : { tree, done: {} };
}

/** The commit, and what differs from it. */
function treeName(): string {
  const git = (...args: string[]) => execFileSync("git", args, { maxBuffer: 1 << 28 }).toString();
  const changes = git("diff", "HEAD") + git("status", "--porcelain");
  return `${git("rev-parse", "HEAD").trim()} ${createHash("sha256").update(changes).digest("hex")}`;
}
