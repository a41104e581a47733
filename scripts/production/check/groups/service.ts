import { type CheckName, weights } from "#worker/modules/health/readiness/rules.ts";
import { type Check, fail, pass, warn } from "../project.ts";

const fixes: Partial<Record<CheckName, string>> = {
  database_read: "look at Cloudflare's status page and at the log",
  database_write: "D1 reads but does not write: wait, or see the runbook of a D1 stall",
  schema: "npm run setup:db -- --remote",
  sessions: "deploy once by npx wrangler deploy: it makes the Durable Objects",
  limits: "deploy once by npx wrangler deploy: it makes the Durable Objects",
  keys: "these KEYS open nothing of what is there: give back the right ones",
  outbox: "mail waits: look at /mail and at the log",
  backup: "npm run production:backup makes one now",
  settings: "npm run setup:env -- --yes --bulk, and deploy",
  live: "deploy once by npx wrangler deploy: it makes the Durable Objects",
  documents: "npx wrangler deploy --config worker/documents/wrangler.toml",
};

const words = (name: string) => name.replaceAll("_", " ");

/** One check for each that the running service makes of itself. */
const own = (Object.keys(weights) as CheckName[]).map(
  (name): Check => ({
    id: `service.${name}`,
    title: `the running service: ${words(name)}`,
    run: ({ service: { health } }) => {
      const found = health.checks?.find((one) => one.name === name);
      if (!found)
        return fail(
          `it does not say${health.why ? `: ${health.why}` : ""}`,
          "set OPERATOR_KEY there and here: npm run setup:env",
        );
      return found.passed
        ? pass(`${found.ms} ms`)
        : fail(`${words(name)} fails there`, fixes[name] ?? "npm run health");
    },
  }),
);

/** security.txt and the like are elsewhere: here is what the service says of itself. */
export const service: readonly Check[] = [
  {
    id: "service.ready",
    title: "it lets people in, with a score of 90 or more",
    run: ({ service: { health } }) => {
      const said = `${health.status}${health.score === undefined ? "" : `, score ${health.score}`}`;
      if (health.status === "ready" && (health.score ?? 0) >= 90) return pass(said);
      if (health.status === "degraded") return warn(said, "npm run health says what is missing");
      return fail(said, "npm run health says why");
    },
  },
  ...own,
];
