import { type Check, configOf, fail, judge, pass, valuesOf } from "../project.ts";

/** What the original asked of the internet and of curl: that the account and the address answer. */
export const network: readonly Check[] = [
  {
    id: "network.account",
    title: "Cloudflare knows us",
    run: ({ cloudflare }) =>
      judge(
        cloudflare.databases,
        "npx wrangler login, or set CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID",
        (list) => pass(`the account answers, with ${list.length} database(s)`),
      ),
  },
  {
    id: "network.address",
    title: "the public address answers",
    run: ({ service: { health } }) =>
      health.alive
        ? pass(health.url)
        : fail(
            `${health.url} does not answer${health.why ? `: ${health.why}` : ""}`,
            "point the domain at the worker (PRODUCTION_SETUP.md 4), or name another by --url",
          ),
  },
  {
    id: "network.one-address",
    title: "it has one address and no other",
    run: (project) => {
      const toml = configOf(project);
      const open = ["workers_dev", "preview_urls"].filter(
        (key) => valuesOf(toml, key).join() !== "false",
      );
      return open.length === 0
        ? pass("workers_dev and preview_urls are off")
        : fail(`${open.join(" and ")} may be on`, "set them to false in wrangler.toml");
    },
  },
];
