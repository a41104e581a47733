import { type Check, configOf, fail, type Project, pass, warn } from "../project.ts";

const opsFiles = ({ files }: Project, found: RegExp) =>
  [...files]
    .filter(([path, text]) => path.startsWith("ops/") && found.test(text))
    .map(([path]) => path);

/** What the original asked of its monitoring folder: that somebody would be told. */
export const monitoring: readonly Check[] = [
  {
    id: "monitoring.logs",
    title: "Cloudflare keeps the logs",
    run: (project) =>
      /^\[observability\]\nenabled = true/m.test(configOf(project))
        ? pass("observability is on")
        : fail("observability is off", "set [observability] enabled = true in wrangler.toml"),
  },
  {
    id: "monitoring.crons",
    title: "what runs by itself is called",
    run: (project) => {
      const wanted = ["* * * * *", "15 3 * * *"];
      const [, crons = ""] = /^crons = \[(.*)\]/m.exec(configOf(project)) ?? [];
      const missing = wanted.filter((cron) => !crons.includes(`"${cron}"`));
      return missing.length === 0
        ? pass(crons)
        : fail(`nothing rings at ${missing.join(" and ")}`, "put it back under [triggers]");
    },
  },
  {
    id: "monitoring.alerts",
    title: "there are alert rules",
    run: (project) => {
      const [path] = opsFiles(project, /^\s*- alert: /m);
      return path ? pass(path) : fail("ops/ has no alert rule", "take ops/ of the release");
    },
  },
  {
    id: "monitoring.scrape",
    title: "Prometheus knows what to ask",
    run: (project) => {
      const [path] = opsFiles(project, /^scrape_configs:/m);
      return path ? pass(path) : fail("ops/ has no scrape_configs", "take ops/ of the release");
    },
  },
  {
    id: "monitoring.dashboards",
    title: "there is a dashboard",
    run: (project) => {
      const [path] = opsFiles(project, /"panels"\s*:/);
      return path ? pass(path) : warn("ops/ has no dashboard", "take ops/ of the release");
    },
  },
];
