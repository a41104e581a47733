import { DurableObject } from "cloudflare:workers";
import { DAY, HOUR } from "#worker/lib/clock.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { MOST_SERIES } from "#worker/lib/metric_families.ts";
import { type Delta, type HourRow, together } from "#worker/lib/metrics.ts";

/** How long a series is kept that nothing is added to: a version that is gone takes no room. */
const KEPT = 7 * DAY;
const ROUTES_KEPT = 2 * DAY;
const TOTALS_KEPT = 31 * DAY;

type Row = {
  [column: string]: SqlStorageValue;
  hour: string;
  route: string;
  requests: number;
  errors: number;
  rows_read: number;
  rows_written: number;
  buckets: string;
};

/** A release that has answered requests, and when it was first and last heard of. */
export type VersionSeen = { version: string; firstAt: string; lastAt: string };

/**
 * A quarter of what is counted. Each isolate tells one shard what it has seen; a page adds the four
 * together. On disk, so that counters go on where they were when the object starts again.
 */
export class MetricsShard extends DurableObject<Bindings> {
  #tidied = 0;

  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    const sql = state.storage.sql;
    sql.exec(`create table if not exists series (
      name text primary key, value real not null, seen integer not null) without rowid`);
    sql.exec(`create table if not exists hour (
      hour text not null, route text not null, requests integer not null, errors integer not null,
      rows_read integer not null, rows_written integer not null, buckets text not null,
      primary key (hour, route)) without rowid`);
    sql.exec(`create table if not exists version (
      version text primary key, first_at integer not null, last_at integer not null) without rowid`);
  }

  /** Adds what an isolate has seen. `now` is milliseconds since 1970. */
  add({ series, hours, version }: Delta, now: number): void {
    const sql = this.ctx.storage.sql;
    let room = MOST_SERIES - this.#size();
    for (const [name, by] of series) {
      const known = [...sql.exec("select 1 from series where name = ?", name)].length > 0;
      // Beyond the cap a route is one of the others: nothing that was counted is lost.
      const kept = known || room > 0 ? name : name.replace(/route="[^"]*"/, 'route="other"');
      if (!known) room--;
      sql.exec(
        `insert into series values (?1, ?2, ?3)
          on conflict (name) do update set value = value + ?2, seen = ?3`,
        ...[kept, by, now],
      );
    }
    for (const row of hours) this.#addHour(row);
    sql.exec(
      `insert into version values (?1, ?2, ?2) on conflict (version) do update set last_at = ?2`,
      ...[version, now],
    );
    if (now - this.#tidied > HOUR) this.#tidy(now);
  }

  /** Every series with its value. */
  series(): { name: string; value: number }[] {
    return [
      ...this.ctx.storage.sql.exec<{ name: string; value: number }>(
        "select name, value from series order by name",
      ),
    ];
  }

  /** What the routes did since this hour; with `totals` what all of them did together. */
  hours(since: string, totals: boolean): HourRow[] {
    const rows = this.ctx.storage.sql.exec<Row>(
      `select * from hour where hour >= ? and (route = '') = ? order by hour, route`,
      ...[since, totals ? 1 : 0],
    );
    return [...rows].map(fromRow);
  }

  /** What each route did since this hour, one row for each. */
  routes(since: string): HourRow[] {
    const sums = new Map<string, HourRow>();
    for (const row of this.hours(since, false)) {
      const known = sums.get(row.route);
      sums.set(row.route, known ? together(known, row) : row);
    }
    return [...sums.values()];
  }

  /** All that the operations page asks, as one question. */
  glance(routesSince: string, hoursSince: string) {
    const [routes, hours] = [this.routes(routesSince), this.hours(hoursSince, true)];
    return { routes, hours, versions: this.versions() };
  }

  versions(): VersionSeen[] {
    const rows = this.ctx.storage.sql.exec<{ version: string; first_at: number; last_at: number }>(
      "select * from version order by last_at desc limit 20",
    );
    return [...rows].map(({ version, first_at, last_at }) => ({
      version,
      firstAt: new Date(first_at).toISOString(),
      lastAt: new Date(last_at).toISOString(),
    }));
  }

  #size(): number {
    return this.ctx.storage.sql.exec<{ n: number }>("select count(*) n from series").one().n;
  }

  #addHour(row: HourRow): void {
    const sql = this.ctx.storage.sql;
    const [known] = [
      ...sql.exec<Row>("select * from hour where hour = ? and route = ?", row.hour, row.route),
    ];
    const sum = known ? together(fromRow(known), row) : row;
    sql.exec(
      `insert into hour values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict (hour, route) do update
        set requests = ?3, errors = ?4, rows_read = ?5, rows_written = ?6, buckets = ?7`,
      ...[sum.hour, sum.route, sum.requests, sum.errors, sum.rowsRead, sum.rowsWritten],
      JSON.stringify(sum.buckets),
    );
  }

  #tidy(now: number): void {
    const sql = this.ctx.storage.sql;
    const hour = (age: number) => new Date(now - age).toISOString().slice(0, 13);
    sql.exec("delete from series where seen < ?", now - KEPT);
    sql.exec("delete from hour where route <> '' and hour < ?", hour(ROUTES_KEPT));
    sql.exec("delete from hour where hour < ?", hour(TOTALS_KEPT));
    sql.exec("delete from version where last_at < ?", now - TOTALS_KEPT);
    this.#tidied = now;
  }
}

function fromRow(row: Row): HourRow {
  const { hour, route, requests, errors } = row;
  const buckets = JSON.parse(row.buckets) as number[];
  return {
    ...{ hour, route, requests, errors, buckets },
    ...{ rowsRead: row.rows_read, rowsWritten: row.rows_written },
  };
}
