/** What one version has answered, since it was first counted. */
export type Counted = {
  requests: number;
  failed: number;
  /** Seconds and how many answers took at most so long, as in a histogram of Prometheus. */
  times: ReadonlyMap<number, number>;
};

export type Seen = ReadonlyMap<string, Counted>;

/** Where the gates' numbers come from: `/metrics` of the worker, or of the edge in a rehearsal. */
export type Source = () => Promise<Seen>;

export const none: Counted = { requests: 0, failed: 0, times: new Map() };

/** Reads a page in Prometheus' format; the labels `version`, `status_class` and `le` count. */
export function source(url: string, key: string | undefined): Source {
  return async () => {
    const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}: there are no numbers`);
    return parsed(await answer.text());
  };
}

const LINE = /^(http_requests_total|http_request_duration_seconds_bucket)\{([^}]*)\} (\S+)/;

export function parsed(text: string): Seen {
  const seen = new Map<string, { requests: number; failed: number; times: Map<number, number> }>();
  for (const line of text.split("\n")) {
    const [, name, labels = "", value = ""] = LINE.exec(line) ?? [];
    if (!name) continue;
    const label = (key: string) => new RegExp(`(?:^|,)${key}="([^"]*)"`).exec(labels)?.[1] ?? "";
    const one = seen.get(label("version")) ?? { requests: 0, failed: 0, times: new Map() };
    seen.set(label("version"), one);
    const n = Number(value);
    if (name === "http_requests_total") {
      one.requests += n;
      if (label("status_class") === "5xx") one.failed += n;
    } else {
      const le = label("le") === "+Inf" ? Number.POSITIVE_INFINITY : Number(label("le"));
      one.times.set(le, (one.times.get(le) ?? 0) + n);
    }
  }
  return seen;
}

/** What a version has answered; the worker names itself by the first eight signs of its id. */
export const countedFor = (seen: Seen, id: string): Counted | undefined =>
  seen.get(id) ?? seen.get(id.slice(0, 8));

/** What came between two readings. */
export function between(before: Counted = none, after: Counted = none): Counted {
  const times = [...after.times].map(([le, n]) => [le, n - (before.times.get(le) ?? 0)] as const);
  return {
    requests: after.requests - before.requests,
    failed: after.failed - before.failed,
    times: new Map(times),
  };
}

/** The time within which 95 of 100 answers came, in milliseconds; nothing was answered: nothing. */
export function p95({ times }: Counted): number | undefined {
  const buckets = [...times].sort(([a], [b]) => a - b);
  const all = buckets.at(-1)?.[1] ?? 0;
  if (all === 0) return undefined;
  let [from, below] = [0, 0];
  for (const [le, n] of buckets) {
    if (n >= all * 0.95) {
      if (le === Number.POSITIVE_INFINITY) return from * 1000;
      const part = n === below ? 1 : (all * 0.95 - below) / (n - below);
      return (from + (le - from) * part) * 1000;
    }
    [from, below] = [le, n];
  }
  return undefined;
}
