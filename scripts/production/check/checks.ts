import { build } from "./groups/build.ts";
import { database } from "./groups/database.ts";
import { documents } from "./groups/documents.ts";
import { environment } from "./groups/environment.ts";
import { files } from "./groups/files.ts";
import { limits } from "./groups/limits.ts";
import { monitoring } from "./groups/monitoring.ts";
import { network } from "./groups/network.ts";
import { security } from "./groups/security.ts";
import { service } from "./groups/service.ts";
import { toolchain } from "./groups/toolchain.ts";
import type { Check, Project, Verdict } from "./project.ts";

/** Every check, in the order in which what they look at is set up. */
export const checks: readonly Check[] = [
  ...[toolchain, limits, network, environment, files, security],
  ...[monitoring, database, build, documents, service],
].flat();

export type Line = {
  id: string;
  group: string;
  status: Verdict["status"];
  message: string;
  fix: string;
};
export type Report = { score: number; checks: readonly Line[] };

/** Every check against one project. A check that breaks has failed. */
export function reportOn(project: Project): Report {
  const lines = checks.map(({ id, run }): Line => {
    const group = id.split(".")[0] ?? "";
    const found = attempt(() => run(project));
    return { id, group, status: found.status, message: found.message, fix: fixOf(found) };
  });
  return { score: scoreOf(lines), checks: lines };
}

const fixOf = (found: Verdict) => (found.status === "pass" ? "" : found.fix);

function attempt(run: () => Verdict): Verdict {
  try {
    return run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { status: "fail", message, fix: "the file it reads cannot be read" };
  }
}

/** How many of a hundred hold; a warning counts half. A hundred is all of them, and nothing less. */
export function scoreOf(lines: readonly Pick<Line, "status">[]): number {
  const worth = { pass: 1, warn: 0.5, fail: 0 } as const;
  const sum = lines.reduce((all, { status }) => all + worth[status], 0);
  return Math.floor((100 * sum) / lines.length);
}

/** 0 when nothing fails, 1 when something does and 80 of a hundred hold, 2 below that. */
export function exitOf({ score, checks: lines }: Report): 0 | 1 | 2 {
  if (lines.every(({ status }) => status !== "fail")) return 0;
  return score >= 80 ? 1 : 2;
}
