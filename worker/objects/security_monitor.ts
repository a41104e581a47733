import { DurableObject } from "cloudflare:workers";
import { uuidv7 } from "uuidv7";
import { clock, DAY, MINUTE } from "#worker/lib/clock.ts";
import { open, withinSchool } from "#worker/lib/databases.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { jobCtx } from "#worker/lib/job_ctx.ts";
import { log } from "#worker/lib/log.ts";
import { forLog } from "#worker/lib/log_error.ts";
import type { Signal } from "#worker/lib/signals.ts";
import {
  alertOn,
  type Hit,
  limitOf,
  QUIET,
  type Raised,
  type Rule,
  type RuleName,
  type Rules,
  readRules,
  recordEvents,
  rulesFor,
  seenIn,
  tellMonitors,
  worth,
} from "#worker/modules/security/mod.ts";

const RULES_LIVE = 5 * MINUTE;
/** An attack that goes on is written down this often. */
const PAUSE = 500;
const AGAIN = 5_000;
const AT_ONCE = 50;
const MOST_HITS = 20_000;

type Row = Omit<Hit, "about"> & { [column: string]: SqlStorageValue; about: string | null };
type Kept = { id: string; body: string };

/**
 * Watches over one school, or over the platform: counts what it hears by the school's own rules and
 * raises events. It answers before anything is written to D1; that follows by alarm.
 */
export class SecurityMonitor extends DurableObject<Bindings> {
  #rules: Promise<Rules> | undefined;
  #rulesUntil = 0;
  #wrote = 0;
  #tidied = 0;

  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    const { sql } = state.storage;
    sql.exec(`create table if not exists hit (
      rule text not null, key text not null, at integer not null, account text, address text,
      about text, weight integer not null)`);
    sql.exec("create index if not exists hit_of on hit (rule, key, at)");
    sql.exec("create index if not exists hit_at on hit (at)");
    sql.exec(`create table if not exists event (
      id text primary key, school_id text not null, rule text not null, key text not null,
      last_at integer not null, untold integer not null, body text not null) without rowid`);
    sql.exec("create index if not exists event_of on event (rule, key, last_at)");
  }

  /** Hears what happened, in its order. */
  async hear(schoolId: string, signals: readonly Signal[]): Promise<void> {
    const rules = await this.#read(schoolId);
    for (const signal of signals)
      for (const [name, rule] of rulesFor(signal.kind)) {
        const limit = limitOf(rules, name);
        const key = signal[rule.by];
        if (limit && key && !isNobodys(rule, key))
          this.#weigh(schoolId, { name, rule, key, limit }, signal);
      }
    const last = signals.at(-1)?.at;
    if (last !== undefined && Math.abs(last - this.#tidied) > MINUTE) this.#tidy(last);
    if (this.#untold(1).length > 0) await this.#wake(this.#wrote + PAUSE);
  }

  /** The rules have changed: they are read again. */
  forget(): void {
    this.#rules = undefined;
  }

  /** Writes down what was raised, and tells who looks on. */
  override async alarm(): Promise<void> {
    const rows = this.#untold(AT_ONCE);
    const [first] = rows;
    if (!first) return;
    this.#wrote = Date.now();
    try {
      const raised = rows.map(({ body }) => JSON.parse(body) as Raised);
      await recordEvents(this.#ctx(first.school_id), raised);
      const fresh = new Set(rows.filter(({ untold }) => untold === 2).map(({ id }) => id));
      await alertOn(
        this.#ctx(first.school_id),
        raised.filter(({ id }) => fresh.has(id)),
      );
    } catch (error) {
      log("error", "security.not_recorded", { error: forLog(error) });
      return this.#wake(Date.now() + AGAIN);
    }
    await tellMonitors(
      this.env,
      first.school_id,
      rows.map(({ id }) => id),
    ).catch((error) => log("error", "security.not_shown", { error: forLog(error) }));
    // What was added while D1 wrote is told next.
    for (const { id, body } of rows)
      this.ctx.storage.sql.exec("update event set untold = (body <> ?) where id = ?", body, id);
    if (this.#untold(1).length > 0) await this.#wake(Date.now() + PAUSE);
  }

  #weigh(schoolId: string, counting: Counting, signal: Signal): void {
    const { name, rule, key, limit } = counting;
    const hit = hitOf(signal);
    const speaks = rule.until === undefined || rule.until === signal.kind;
    const going = this.#going(name, key, signal.at);
    if (going) {
      if (rule.hears.includes(signal.kind)) this.#goOn(going, hit);
      return;
    }
    if (rule.hears.includes(signal.kind)) this.#keep(name, key, this.#merged(counting, hit));
    if (!speaks) return;
    const hits = this.#hits(name, key, signal.at - limit.minutes * MINUTE);
    const enough = worth(rule, hits) >= limit.count;
    // What a success does not end an attack with, it ends a person's own mistakes with.
    if (enough) this.#raise(schoolId, counting, hits);
    if (enough || rule.until) this.#drop(name, key);
  }

  #raise(schoolId: string, { name, key }: Counting, hits: readonly Hit[]): void {
    const lastAt = Math.max(...hits.map(({ at }) => at));
    const event: Raised = {
      ...{ id: uuidv7(), rule: name, key, lastAt },
      firstAt: Math.min(...hits.map(({ at }) => at)),
      hits: hits.reduce((sum, { weight }) => sum + weight, 0),
      seen: seenIn(hits),
    };
    this.ctx.storage.sql.exec(
      "insert into event values (?, ?, ?, ?, ?, 2, ?)",
      ...[event.id, schoolId, name, key, lastAt, JSON.stringify(event)],
    );
  }

  #goOn({ body }: Kept, hit: Hit): void {
    const event = JSON.parse(body) as Raised;
    const lastAt = Math.max(event.lastAt, hit.at);
    const more = { lastAt, hits: event.hits + hit.weight, seen: seenIn([hit], event.seen) };
    this.ctx.storage.sql.exec(
      "update event set last_at = ?, untold = max(untold, 1), body = ? where id = ?",
      ...[lastAt, JSON.stringify({ ...event, ...more }), event.id],
    );
  }

  #going(name: RuleName, key: string, at: number): Kept | undefined {
    return [
      ...this.ctx.storage.sql.exec<Kept>(
        "select id, body from event where rule = ? and key = ? and last_at > ? limit 1",
        ...[name, key, at - QUIET],
      ),
    ][0];
  }

  #keep(name: RuleName, key: string, { at, account, address, about, weight }: Hit): void {
    const values = [name, key, at, account, address, about, weight];
    this.ctx.storage.sql.exec("insert into hit values (?, ?, ?, ?, ?, ?, ?)", ...values);
  }

  #hits(name: RuleName, key: string, since: number): Hit[] {
    const of = "from hit where rule = ? and key = ? and at";
    const { sql } = this.ctx.storage;
    sql.exec(`delete ${of} <= ?`, name, key, since);
    const columns = "at, account, address, about, weight";
    return [...sql.exec<Row>(`select ${columns} ${of} > ?`, name, key, since)];
  }

  // Where different ones are counted, the same one again is no row more: a flood stays one row.
  #merged({ name, rule, key }: Counting, hit: Hit): Hit {
    const value = rule.distinct && hit[rule.distinct];
    if (!value) return hit;
    const same = `delete from hit where rule = ? and key = ? and ${rule.distinct} = ? returning weight`;
    const rows = [...this.ctx.storage.sql.exec<{ weight: number }>(same, ...[name, key, value])];
    return { ...hit, weight: rows.reduce((sum, { weight }) => sum + weight, hit.weight) };
  }

  #drop(name: RuleName, key: string): void {
    this.ctx.storage.sql.exec("delete from hit where rule = ? and key = ?", name, key);
  }

  #untold(limit: number) {
    return [
      ...this.ctx.storage.sql.exec<Kept & { school_id: string; untold: number }>(
        "select id, body, school_id, untold from event where untold > 0 order by id limit ?",
        limit,
      ),
    ];
  }

  // Who types another address each time must not fill the disk.
  #tidy(now: number): void {
    const { sql } = this.ctx.storage;
    sql.exec("delete from hit where at < ?", now - DAY);
    sql.exec("delete from event where last_at < ? and untold = 0", now - DAY);
    const beyond = "select rowid from hit order by at desc limit -1 offset ?";
    sql.exec(`delete from hit where rowid in (${beyond})`, MOST_HITS);
    this.#tidied = now;
  }

  #ctx(schoolId: string) {
    const later = (work: Promise<unknown>) => this.ctx.waitUntil(work);
    const env = withinSchool(this.env, schoolId);
    return jobCtx(env, { schoolId, now: clock(env), later });
  }

  async #wake(at: number): Promise<void> {
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(at);
  }

  async #read(schoolId: string): Promise<Rules> {
    if (this.#rulesUntil <= Date.now()) this.#rules = undefined;
    const { DB } = withinSchool(this.env, schoolId);
    const loading = this.#rules ?? readRules(open(DB), schoolId).then((r) => r.rules);
    if (!this.#rules) this.#rulesUntil = Date.now() + RULES_LIVE;
    this.#rules = loading;
    try {
      return await loading;
    } catch (error) {
      // Without D1 it goes on by the rules that hold for everybody.
      log("error", "security.no_rules", { school_id: schoolId, error: forLog(error) });
      if (this.#rules === loading) this.#rules = undefined;
      return {};
    }
  }
}

type Counting = {
  name: RuleName;
  rule: Rule;
  key: string;
  limit: { count: number; minutes: number };
};

// An address that was made up is no account at risk, and there is no end of them.
const isNobodys = ({ by }: Rule, key: string) => by === "account" && key.startsWith("?");

function hitOf({ at, account, address, about, weight = 1 }: Signal): Hit {
  const known = { account: account ?? null, address: address ?? null, about: about ?? null };
  return { at, ...known, weight };
}
