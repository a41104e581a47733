import { counters, type Gauge, gauges, MOST_SERIES } from "#worker/lib/metric_families.ts";

type Series = readonly { name: string; value: number }[];

const familyOf = (name: string) => /^\w+/.exec(name)?.[0] ?? "";
const histogram = /^(\w+)_(bucket|sum|count)$/;
const isHistogram = (family: string) =>
  histogram.test(family) && family.startsWith("http_request_duration_seconds");

// What is never left out comes first: the few that alerts need, then those with a line per route.
const order = Object.keys(counters).toSorted((a, b) => rank(a) - rank(b));
function rank(family: string): number {
  if (family === "http_requests_total") return 1;
  return family.startsWith("d1_") ? 2 : 0;
}

/** The counters of several shards as one. */
export function merged(shards: readonly Series[]): { name: string; value: number }[] {
  const sums = new Map<string, number>();
  for (const { name, value } of shards.flat()) sums.set(name, (sums.get(name) ?? 0) + value);
  return [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
}

/**
 * The page that Prometheus reads (text format 0.0.4). At most 2,000 series: beyond that, those with
 * a line for each route are cut, and the page says how many.
 */
export function exposition(
  found: Series,
  now: Partial<Record<Gauge, number>>,
  most = MOST_SERIES,
): string {
  const byFamily = Map.groupBy(found, ({ name }) => familyOf(name));
  const all = order.flatMap((family) => byFamily.get(family) ?? []);
  const room = Math.max(0, most - Object.keys(gauges).length);
  const kept = Map.groupBy(all.slice(0, room), ({ name }) => familyOf(name));
  const said = {
    ...now,
    metrics_series: all.length + Object.keys(gauges).length,
    metrics_series_dropped: Math.max(0, all.length - room),
  };
  const lines = order.flatMap((family) => [
    ...head(family),
    ...(kept.get(family) ?? []).map(({ name, value }) => `${name} ${value}`),
  ]);
  for (const [name, help] of Object.entries(gauges)) {
    const value = said[name as Gauge];
    if (value !== undefined)
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${value}`);
  }
  return `${lines.join("\n")}\n`;
}

// A histogram is one family of three names: its head stands before the first of them.
function head(family: string): string[] {
  const { help } = counters[family as keyof typeof counters];
  if (!isHistogram(family)) return [`# HELP ${family} ${help}`, `# TYPE ${family} counter`];
  const [, base] = histogram.exec(family) ?? [];
  return help ? [`# HELP ${base} ${help}`, `# TYPE ${base} histogram`] : [];
}
