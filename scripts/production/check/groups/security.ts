import { securityHeaders } from "#worker/lib/headers.ts";
import { type Lock, unjudgedScripts, unknownLicences, unsafeSources } from "../../audit/lock.ts";
import { secretsInTree } from "../../audit/secrets.ts";
import { type Check, fail, judge, none, type Project, packageOf, pass } from "../project.ts";

const lockOf = ({ files }: Project) =>
  JSON.parse(files.get("package-lock.json") ?? '{"lockfileVersion":0,"packages":{}}') as Lock;

/** What the original asked of openssl, ufw and fail2ban: that nothing stands open. */
export const security: readonly Check[] = [
  {
    id: "security.bundle",
    title: "nothing of a developer's machine is in the bundle",
    run: ({ build }) =>
      judge(build, "npm run build", ({ findings }) =>
        none(findings, "nothing is", "npm run ok says where it comes from"),
      ),
  },
  {
    id: "security.secrets",
    title: "no secret stands in the source",
    run: ({ files }) =>
      none(secretsInTree(files), `${files.size} files`, "take it out, and make a new one"),
  },
  {
    id: "security.integrity",
    title: "every package has a hash and comes from the registry",
    run: (project) =>
      none(
        unsafeSources(lockOf(project)),
        `${Object.keys(lockOf(project).packages).length} packages`,
        "rm package-lock.json && npm install, and read what changed",
      ),
  },
  {
    id: "security.licences",
    title: "every licence has been said yes to",
    run: (project) =>
      none(
        unknownLicences(lockOf(project)),
        "all have",
        "read it; scripts/production/audit/lock.ts",
      ),
  },
  {
    id: "security.scripts",
    title: "no package runs anything unasked while it is installed",
    run: (project) =>
      none(
        unjudgedScripts(lockOf(project), packageOf(project).allowScripts ?? {}),
        "none does",
        "say yes or no under allowScripts in package.json",
      ),
  },
  {
    id: "security.headers",
    title: "every answer carries the headers",
    run: ({ service }) =>
      judge(service.headers, "see network.address", (headers) =>
        none(
          Object.entries(securityHeaders)
            .filter(([name, value]) => headers[name.toLowerCase()] !== value)
            .map(([name]) => `${name} is another`),
          `${Object.keys(securityHeaders).length} headers`,
          "something in front of the worker changes them: switch that off",
        ),
      ),
  },
  {
    id: "security.metrics",
    title: "strangers read no metrics",
    run: ({ service }) =>
      judge(service.metricsStatus, "see network.address", (status) =>
        [401, 403, 404].includes(status)
          ? pass(`/metrics answers ${status}`)
          : fail(`/metrics answers ${status} to anybody`, "set METRICS_KEY, and deploy"),
      ),
  },
];
