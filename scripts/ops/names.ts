import { globSync, readFileSync } from "node:fs";

type Dashboard = { panels: { title: string; targets: { expr: string }[] }[] };

const words =
  /\b(?:sum|by|rate|increase|topk|min|max|count|or|vector|histogram_quantile|absent)\b/g;

/** The metrics that an expression reads. */
export function metricsIn(expr: string): string[] {
  const bare = expr
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, " ")
    .replaceAll(/\bby \([^)]*\)/g, " ")
    .replaceAll(words, " ");
  return [...new Set(bare.match(/[a-z][\w:]*/g) ?? [])].filter((name) => !/^e\d/.test(name));
}

/** Every expression of the alerts and the dashboards, and where it stands. */
export function expressions(): { at: string; expr: string }[] {
  const rules = readFileSync("ops/prometheus/rules.yml", "utf8");
  const alerts = [...rules.matchAll(/^ +expr: (.*)$/gm)].map(([, expr = ""]) => expr);
  const boards = globSync("ops/grafana/*.json").flatMap((path) => {
    const { panels } = JSON.parse(readFileSync(path, "utf8")) as Dashboard;
    return panels.flatMap(({ title, targets }) =>
      targets.map(({ expr }) => ({ at: `${path}: ${title}`, expr })),
    );
  });
  return [...alerts.map((expr) => ({ at: "rules.yml", expr })), ...boards];
}

/** Names that the rules make themselves, and the one that Prometheus does. */
export function ownNames(): string[] {
  const rules = readFileSync("ops/prometheus/rules.yml", "utf8");
  return ["up", ...[...rules.matchAll(/record: (\S+)/g)].map(([, name = ""]) => name)];
}
