import { readFileSync } from "node:fs";
import * as z from "zod";
import { command, type Part, passed, skip, verdict } from "../../gates/part.ts";
import { ownFiles } from "../check/gather/gather.ts";
import { type Lock, unjudgedScripts, unknownLicences, unsafeSources } from "./lock.ts";
import { secretsInTree } from "./secrets.ts";

const json = <T>(path: string) => JSON.parse(readFileSync(path, "utf8")) as T;
const lock = () => json<Lock>("package-lock.json");
const allowed = () =>
  json<{ allowScripts?: Record<string, boolean> }>("package.json").allowScripts ?? {};

const check = (name: string, find: () => string[]): Part => ({ name, run: () => verdict(find()) });

/** What can be judged without asking anybody. */
export const local: readonly Part[] = [
  check("every package has a hash and comes from the registry", () => unsafeSources(lock())),
  check("every licence of the product has been said yes to", () => unknownLicences(lock())),
  check("no package runs anything unasked while it is installed", () =>
    unjudgedScripts(lock(), allowed()),
  ),
  check("no secret stands in the source", () => secretsInTree(ownFiles())),
];

const Report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.string(), range: z.string().default("") }),
  ),
});

/** What `npm audit` knows of, or why nobody could be asked. Low and moderate ones are said, not failed. */
export function judgeAudit(output: string): { findings: string[] } | { why: string } {
  try {
    const { vulnerabilities } = Report.parse(JSON.parse(output.slice(output.indexOf("{"))));
    const all = Object.entries(vulnerabilities);
    const grave = all.filter(([, { severity }]) => ["high", "critical"].includes(severity));
    return {
      findings: grave.map(([name, { severity, range }]) => `${name} ${range}: ${severity}`),
    };
  } catch {
    return { why: "the registry answers no audit here" };
  }
}

/** Asks the registry about known weaknesses of what is shipped. */
export const known: Part = {
  name: "no known weakness that is high or critical",
  run: async () => {
    const { output } = await command(["npm", "audit", "--omit=dev", "--json"], { minutes: 2 });
    const found = judgeAudit(output);
    if ("why" in found) return skip(found.why);
    return found.findings.length === 0 ? passed : verdict(found.findings);
  },
};
