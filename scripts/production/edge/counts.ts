const bounds = [5, 10, 25, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1_000, 2_500, 5_000, 10_000];

/** What the edge has seen of each version, told like the worker's own `/metrics`. */
export class Counts {
  readonly #versions = new Map<string, { classes: Map<string, number>; times: number[] }>();

  add(version: string, status: number, ms: number): void {
    const seen = this.#versions.get(version) ?? { classes: new Map(), times: empty() };
    this.#versions.set(version, seen);
    const name = `${Math.floor(status / 100)}xx`;
    seen.classes.set(name, (seen.classes.get(name) ?? 0) + 1);
    const at = bounds.findIndex((bound) => ms <= bound);
    const bucket = at === -1 ? bounds.length : at;
    seen.times[bucket] = (seen.times[bucket] ?? 0) + 1;
  }

  /** In Prometheus' text format. */
  text(): string {
    const lines = [...this.#versions].flatMap(([version, { classes, times }]) => {
      let sum = 0;
      const les = [...bounds.map((bound) => String(bound / 1000)), "+Inf"];
      return [
        ...[...classes].map(
          ([name, n]) => `http_requests_total{status_class="${name}",version="${version}"} ${n}`,
        ),
        ...les.map((le, at) => {
          sum += times[at] ?? 0;
          return `http_request_duration_seconds_bucket{version="${version}",le="${le}"} ${sum}`;
        }),
      ];
    });
    return `${lines.join("\n")}\n`;
  }
}

const empty = () => Array.from({ length: bounds.length + 1 }, () => 0);
