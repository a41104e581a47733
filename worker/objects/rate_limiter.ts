import { DurableObject } from "cloudflare:workers";
import type { Bindings } from "#worker/lib/env.ts";
import { given, type Mark, type Rule, taken } from "#worker/lib/limit_rules.ts";

const SWEEP = 10 * 60_000;

type Row = { key: string } & Mark;

/**
 * One of 64 shards of the rate limits. A call has no await between reading and writing, so that a
 * burst of parallel attempts is counted one by one. What guards an account is on disk; what only
 * guards our own capacity is in memory.
 */
export class RateLimiter extends DurableObject<Bindings> {
  readonly #memory = new Map<string, Mark>();
  #alarm = false;

  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    state.storage.sql.exec(`create table if not exists mark (
      key text primary key, count integer not null, until integer not null,
      forget integer not null) without rowid`);
  }

  /**
   * Takes one of every limit, or of none when one of them says no: to each, how many milliseconds
   * to wait. `now` is milliseconds since 1970.
   */
  takeAll(asks: readonly { key: string; rule: Rule }[], now: number): number[] {
    const answers = asks.map((ask) => ({
      ...ask,
      ...taken(ask.rule, this.#read(ask.key, ask.rule, now), now),
    }));
    const free = answers.every(({ wait }) => wait === 0);
    if (free) for (const { key, rule, mark } of answers) this.#write(key, rule, mark);
    return answers.map(({ wait }) => wait);
  }

  /** Gives one back: the attempt was the owner's. */
  giveBack(key: string, rule: Rule, now: number): void {
    const mark = this.#read(key, rule, now);
    if (mark) this.#write(key, rule, given(rule, mark));
  }

  /** Forgets what no longer limits anybody. */
  override alarm(): void {
    const now = Date.now();
    const sql = this.ctx.storage.sql;
    sql.exec("delete from mark where forget <= ?", now);
    for (const [key, mark] of this.#memory) if (mark.forget <= now) this.#memory.delete(key);
    const rest = [...sql.exec("select 1 from mark limit 1")].length + this.#memory.size;
    this.#alarm = false;
    if (rest > 0) this.#sweepLater();
  }

  /** How many keys this shard remembers. */
  size(): number {
    return [...this.ctx.storage.sql.exec("select key from mark")].length + this.#memory.size;
  }

  #read(key: string, rule: Rule, now: number): Mark | undefined {
    const mark =
      rule.store === "memory"
        ? this.#memory.get(key)
        : [...this.ctx.storage.sql.exec<Row>("select * from mark where key = ?", key)][0];
    return mark && mark.forget > now ? mark : undefined;
  }

  #write(key: string, rule: Rule, mark: Mark): void {
    if (rule.store === "memory") this.#memory.set(key, mark);
    else
      this.ctx.storage.sql.exec(
        `insert into mark values (?1, ?2, ?3, ?4)
          on conflict (key) do update set count = ?2, until = ?3, forget = ?4`,
        ...[key, mark.count, mark.until, mark.forget],
      );
    if (!this.#alarm) this.#sweepLater();
  }

  #sweepLater(): void {
    this.#alarm = true;
    this.ctx.waitUntil(this.ctx.storage.setAlarm(Date.now() + SWEEP));
  }
}
