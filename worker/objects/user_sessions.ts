import { DurableObject } from "cloudflare:workers";
import { HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { open } from "#worker/lib/databases.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { leads, listsFor, standing } from "#worker/modules/addresses/mod.ts";
import { type Rights, rightsOf } from "#worker/modules/users/mod.ts";
import {
  activeSchool,
  type CheckedSession,
  type Device,
  enrolmentDay,
  expired,
  type Face,
  faceIn,
  type Proven,
  type Row,
  type School,
  type Stage,
  type Visit,
} from "./session_rules.ts";
import { visiting } from "./visiting.ts";
import { watching } from "./watching.ts";

/** What a sign-in knows about a new session. Times are ISO-8601 instants. */
export type NewSession = {
  stage: Stage;
  csrfSeed: string;
  schoolId: string | null;
  knownDevice: boolean;
  keep: boolean;
  ipPrefix: string;
  label: string;
};

const NEVER = "1970-01-01T00:00:00.000Z";
const MAX_SESSIONS = 10;
const RENEW_AFTER = 4 * HOUR;
const OLD_SECRET_LIVES = 30_000;
const MAX_WAITING = 10;
// What nobody announces by forget(), such as a school's own idle time, is read again by then.
const RIGHTS_LIVE = 5 * MINUTE;

/** What D1 says of a person: what she may do, and from where. */
type Known = Rights & { listsOf: Awaited<ReturnType<typeof listsFor>> };

/**
 * All sessions of one person. Every request of a signed-in browser asks here once, so a revoked
 * session is refused at the next request. What the person may do is read from D1 and kept in
 * memory until `forget()`: a change of roles takes effect at the next request as well.
 */
export class UserSessions extends DurableObject<Bindings> {
  #rights: Promise<Known | undefined> | undefined;
  #rightsUntil = "";
  #watching: ReturnType<typeof watching>;
  #visiting: ReturnType<typeof visiting>;

  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    this.#watching = watching(state, env);
    this.#visiting = visiting(state, env);
    state.storage.sql.exec(`create table if not exists session (
      id text primary key, hash text not null unique, old_hash text, old_until text,
      stage text not null, created_at text not null, issued_at text not null,
      last_seen text not null, auth_at text not null, csrf_seed text not null, school_id text,
      known_device integer not null, keep integer not null, ip_prefix text not null,
      label text not null, old_auth_at text) without rowid`);
    // An object that was made before the column was.
    const columns = state.storage.sql.exec("select name from pragma_table_info('session')");
    if (![...columns].some(({ name }) => name === "old_auth_at"))
      state.storage.sql.exec("alter table session add column old_auth_at text");
  }

  /**
   * Opens a session for a secret of which only the hash is told. The eleventh ends the oldest;
   * says how many it ended.
   */
  start(hash: string, session: NewSession, now: string): number {
    const { stage, csrfSeed, schoolId, knownDevice, keep, ipPrefix, label } = session;
    const sql = this.ctx.storage.sql;
    sql.exec(
      "insert into session values (?, ?, null, null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null)",
      ...[crypto.randomUUID(), hash, stage, now, now, now, stage === "full" ? now : NEVER],
      ...[csrfSeed, schoolId, Number(knownDevice), Number(keep), ipPrefix, label],
    );
    return this.#trim();
  }

  /**
   * The session behind a secret, or null when it is unknown, idle too long or too old. Only who
   * knows of visits (`onVisit`) is told of one: an edge of an older release would let her write.
   */
  async check(hash: string, now: string, address?: string, onVisit = false) {
    const rights = await this.#load(now);
    const row = this.#find(hash, now);
    if (!row) return null;
    const school = rights && activeSchool(rights, row.school_id);
    if (!rights || !school || expired(row, rights, school, now)) {
      this.end(row.id);
      return null;
    }
    if (Date.parse(now) - Date.parse(row.last_seen) > MINUTE)
      this.ctx.storage.sql.exec("update session set last_seen = ? where id = ?", now, row.id);
    const { schools, listsOf, ...person } = rights;
    const at = ({ id, roles }: School) =>
      standing(listsOf(id), { userId: person.userId, roles, address, now });
    const enrolBy = enrolmentDay(rights, school);
    const authAt = (row.hash === hash ? undefined : row.old_auth_at) ?? row.auth_at;
    const own: CheckedSession = {
      userId: person.userId,
      name: person.name,
      email: person.email,
      locale: person.locale,
      stage: row.stage,
      schoolId: school.id,
      ...at(school),
      shutLeader: schools.some((one) => leads(at(one).shut)),
      schools: schools.map(({ id, name }) => ({ id, name })),
      csrfSeed: row.csrf_seed,
      authAt,
      mustProve: row.stage === "full" && authAt === NEVER,
      secondFactor: person.secondFactor,
      enrolBy,
      mustEnrol: enrolBy !== null && enrolBy <= now,
      renew: row.hash === hash && Date.parse(now) - Date.parse(row.issued_at) > RENEW_AFTER,
      keep: row.keep === 1,
    };
    return onVisit ? this.#visiting.shown(row.id, own, now) : own;
  }

  /** Another person's session asks what she would see as this one. */
  async faceIn(schoolId: string, now: string): Promise<Face | null> {
    return faceIn(await this.#load(now), schoolId, now);
  }

  /** From now on this session sees as somebody else, or, without a visit, as herself. */
  see(hash: string, visit: Visit | null, now: string): boolean {
    const row = this.#find(hash, now);
    if (row) this.#visiting.set(row.id, visit);
    return row !== undefined;
  }

  /** Remembers that a school's calendar is open, while the session stands that opened it. */
  watch(hash: string, schoolId: string, now: string): boolean {
    if (!this.#find(hash, now)) return false;
    this.#watching.add(schoolId);
    return true;
  }

  /** Gives a session a new secret; the old one lives 30 s more for requests under way. */
  rotate(hash: string, newHash: string, now: string): boolean {
    const until = shift(now, OLD_SECRET_LIVES);
    return (
      this.ctx.storage.sql.exec(
        `update session set old_hash = hash, old_until = ?, old_auth_at = auth_at, hash = ?,
          issued_at = ? where hash = ?`,
        until,
        newHash,
        now,
        hash,
      ).rowsWritten > 0
    );
  }

  /**
   * Marks that the person has just proven who she is, and replaces the secret at once: one that
   * was seen before the proof is worth nothing after it. Whoever was in already (`linger`) keeps
   * hers for 30 s, for requests under way, but without the new proof.
   */
  prove(hash: string, { hash: newHash, csrfSeed, linger = false }: Proven, now: string): boolean {
    const until = shift(now, OLD_SECRET_LIVES);
    const proven =
      this.ctx.storage.sql.exec(
        `update session set old_hash = ${linger ? "hash" : "null"}, old_until = ?,
          old_auth_at = auth_at, stage = 'full', auth_at = ?, hash = ?, csrf_seed = ?,
          issued_at = ? where hash = ?`,
        until,
        now,
        newHash,
        csrfSeed,
        now,
        hash,
      ).rowsWritten > 0;
    this.#trim();
    return proven;
  }

  /** Makes another of the person's schools the active one of this session. */
  async enter(hash: string, newHash: string, schoolId: string, now: string): Promise<boolean> {
    const rights = await this.#load(now);
    if (!rights?.schools.some((school) => school.id === schoolId)) return false;
    this.ctx.storage.sql.exec("update session set school_id = ? where hash = ?", schoolId, hash);
    return this.rotate(hash, newHash, now);
  }

  /** Every session still alive, the newest first. */
  async list(hash: string, now: string): Promise<Device[]> {
    const rights = await this.#load(now);
    return [...this.ctx.storage.sql.exec<Row>("select * from session order by last_seen desc")]
      .filter((row) => {
        const school = rights && activeSchool(rights, row.school_id);
        return rights && school && row.stage === "full" && !expired(row, rights, school, now);
      })
      .map((row) => ({
        id: row.id,
        createdAt: row.created_at,
        lastSeen: row.last_seen,
        ipPrefix: row.ip_prefix,
        label: row.label,
        current: row.hash === hash || row.old_hash === hash,
      }));
  }

  /** Ends one session, by the id that `list` gave. */
  end(id: string): boolean {
    const ended = this.ctx.storage.sql.exec("delete from session where id = ?", id).rowsWritten;
    return this.#ended(ended) > 0;
  }

  /** Ends the session while this is still its secret: one that was proven meanwhile goes on. */
  giveUp(hash: string): void {
    this.#ended(this.ctx.storage.sql.exec("delete from session where hash = ?", hash).rowsWritten);
  }

  /** Ends the session with this secret. */
  signOut(hash: string): void {
    const own = "delete from session where hash = ?1 or old_hash = ?1";
    this.#ended(this.ctx.storage.sql.exec(own, hash).rowsWritten);
  }

  /** Ends every session, or every one but that with this secret. Says how many. */
  endAll(exceptHash = ""): number {
    this.#rights = undefined;
    const others = "hash <> ?1 and ifnull(old_hash, '') <> ?1";
    return this.#ended(
      this.#count(`delete from session where ${others} returning id`, exceptHash || "-"),
    );
  }

  /** Nothing but her own account is open, in any session, until she has proven who she is again. */
  demandProof(): number {
    this.#watching.close();
    return this.#count("update session set auth_at = ?1, old_auth_at = ?1 returning id", NEVER);
  }

  /** Rights have changed, or are about to: they are read again at the next request. */
  forget(): void {
    this.#rights = undefined;
    this.#watching.close();
  }

  #ended(sessions: number): number {
    if (sessions > 0) this.#watching.close();
    return sessions;
  }

  // Who has the password but not the code must not be able to push the owner out.
  #trim(): number {
    const beyond = `delete from session where stage = ? and id not in (select id from session
      where stage = ? order by last_seen desc, created_at desc limit ?) returning id`;
    return this.#ended(
      this.#count(beyond, "full", "full", MAX_SESSIONS) +
        this.#count(beyond, "password", "password", MAX_WAITING),
    );
  }

  // An index counts as written too, so the rows are asked for.
  #count(statement: string, ...values: (string | number)[]): number {
    return [...this.ctx.storage.sql.exec(statement, ...values)].length;
  }

  async #load(now: string): Promise<Known | undefined> {
    if (this.#rightsUntil <= now) this.#rights = undefined;
    // The promise itself is kept, so that a forget() while D1 answers is not overwritten by it.
    const loading = this.#rights ?? this.#read(now);
    if (!this.#rights) this.#rightsUntil = shift(now, RIGHTS_LIVE);
    this.#rights = loading;
    try {
      return await loading;
    } catch (error) {
      if (this.#rights === loading) this.#rights = undefined;
      throw error;
    }
  }

  async #read(now: string): Promise<Known | undefined> {
    const [db, id] = [open(this.env.DB), this.ctx.id.name ?? ""];
    const [rights, listsOf] = await Promise.all([rightsOf(db, id), listsFor(db, id, now)]);
    return rights && { ...rights, listsOf };
  }

  #find(hash: string, now: string): Row | undefined {
    const rows = this.ctx.storage.sql.exec<Row>(
      "select * from session where hash = ?1 or (old_hash = ?1 and old_until > ?2)",
      hash,
      now,
    );
    return [...rows][0];
  }
}
