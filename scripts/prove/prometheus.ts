import { writeFileSync } from "node:fs";
import { command, failed, type Part, skip, sum, type Tally, verdict } from "../gates/part.ts";
import { expressions, metricsIn, ownNames } from "../ops/names.ts";
import { type Target, withTarget } from "./target.ts";
import { has } from "./tools.ts";

const KEY = "a-key-for-this-proof-alone-43-letters-long";
const PAGE = ".wrangler/metrics.txt";

/** The real tools on the alerts, and a real scrape of the product on what they and the panels name. */
export const prometheus: Part = {
  name: "prometheus",
  run: async () => {
    if (!(await has("promtool")) || !(await has("amtool")))
      return skip("promtool and amtool are not here: npm run setup:tools");
    const cwd = "ops/prometheus";
    const tools = [
      await runs(["promtool", "check", "rules", "rules.yml"], cwd),
      await runs(["promtool", "check", "config", "--syntax-only", "prometheus.yml"], cwd),
      await runs(["promtool", "test", "rules", "rules_test.yml"], cwd),
      await runs(["amtool", "check-config", "alertmanager.yml"], "ops/alertmanager"),
    ];
    return sum([...tools, await withTarget(scrape, "127.0.0.1", { METRICS_KEY: KEY })]);
  },
};

async function runs(line: readonly string[], cwd: string): Promise<Tally> {
  const { code, output } = await command(line, { cwd, minutes: 2 });
  return verdict(code === 0 ? [] : [`${line.join(" ")}: ${output.trim()}`]);
}

// Series of what nothing has happened to yet are not there, and need not be.
const rare = ["errors_total", "authz_deny_total", "ratelimit_denied_total", "backup_age_seconds"];

async function scrape({ url, cookie }: Target): Promise<Tally> {
  await fetch(`${url}/students`, { headers: { cookie } });
  const page = await fetch(`${url}/sign-in`);
  const _token = /name="_token" value="([^"]+)"/.exec(await page.text())?.[1] ?? "";
  const own = page.headers.getSetCookie().map((set) => set.split(";", 1)[0]);
  const refused = await fetch(`${url}/sign-in`, {
    method: "POST",
    headers: { origin: url, "sec-fetch-site": "same-origin", cookie: own.join("; ") },
    body: new URLSearchParams({ _token, email: "nobody@example.no", password: "wrong-password" }),
  });
  const cron = encodeURIComponent("* * * * *");
  const rung = await fetch(`${url}/cdn-cgi/local/scheduled?cron=${cron}`);
  const said = [refused.status, rung.status];
  if (refused.status !== 422 || !rung.ok) return verdict([`not set up: ${said.join(", ")}`]);
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${KEY}` } });
  const text = await answer.text();
  if (answer.status !== 200) return failed;
  writeFileSync(PAGE, text);
  const there = new Set([...text.matchAll(/^(\w+)[{ ]/gm)].map(([, name = ""]) => name));
  const known = new Set([...there, ...ownNames(), ...rare]);
  const missing = expressions().flatMap(({ at, expr }) =>
    metricsIn(expr)
      .filter((name) => !known.has(name))
      .map((name) => `${at} names ${name}, which the page has not`),
  );
  return sum([verdict(missing), await runs(["sh", "-c", `promtool check metrics < ${PAGE}`], ".")]);
}
