/** Everything that is counted or measured, by the name it has in `/metrics`. */
export const counters = {
  http_requests_total: {
    help: "Requests answered, but for those of machines that ask whether we are there",
    labels: ["route", "method", "status_class", "version"],
  },
  http_request_duration_seconds_bucket: {
    help: "Time until the answer was ready, as the worker's clock shows it",
    labels: ["kind", "version", "le"],
  },
  http_request_duration_seconds_sum: { help: "", labels: ["kind", "version"] },
  http_request_duration_seconds_count: { help: "", labels: ["kind", "version"] },
  d1_rows_read_total: { help: "Rows that D1 read", labels: ["route"] },
  d1_rows_written_total: { help: "Rows that D1 wrote, in tables and indexes", labels: ["route"] },
  d1_round_trips_total: { help: "Calls to D1, a batch being one", labels: ["route"] },
  authn_fail_total: {
    help: "Wrong passwords (password), wrong codes and other proofs (proof)",
    labels: ["reason"],
  },
  authz_deny_total: { help: "Requests of somebody who lacks the right", labels: ["kind"] },
  ratelimit_denied_total: { help: "Attempts that a rate limit refused", labels: ["class"] },
  errors_total: { help: "Failures that nobody expected, by fingerprint", labels: ["fingerprint"] },
  job_runs_total: { help: "Runs of the queue and the crons", labels: ["job", "outcome"] },
} as const;

export const gauges = {
  ready: "1 when this deployment can serve people, else 0",
  degraded: "1 when something that people can do without does not answer",
  outbox_lag_seconds: "Age of the oldest message that waits to be delivered",
  outbox_waiting: "Messages that wait to be delivered, at most 1000",
  outbox_dead: "Messages that were given up and not replayed, at most 1000",
  audit_seal_age_seconds: "Age of the oldest row of the audit log that no seal covers",
  backup_age_seconds: "Age of the newest whole backup; absent until there is one",
  metrics_series: "Series on this page before the cap",
  metrics_series_dropped: "Series left out because of the cap",
} as const;

export type Counter = keyof typeof counters;
export type Gauge = keyof typeof gauges;
export type LabelsOf<N extends Counter> = Record<(typeof counters)[N]["labels"][number], string>;

/** At most this many series on one page: a label that runs wild must not fill the disk of Prometheus. */
export const MOST_SERIES = 2_000;

/** The upper bounds of the histogram in milliseconds, 5 ms to 10 s; the last bucket has none. */
export const bounds = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000] as const;

/** A series as Prometheus writes it: the name and its labels, always in the same order. */
export function seriesOf<N extends Counter>(name: N, labels: LabelsOf<N>): string {
  const known: Readonly<Record<string, string>> = labels;
  const pairs = counters[name].labels.map((label) => `${label}="${escaped(known[label] ?? "")}"`);
  return pairs.length > 0 ? `${name}{${pairs.join(",")}}` : name;
}

/** The index of the bucket that a time falls into. */
export function bucketOf(ms: number): number {
  const found = bounds.findIndex((bound) => ms <= bound);
  return found === -1 ? bounds.length : found;
}

const escaped = (text: string) =>
  text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
