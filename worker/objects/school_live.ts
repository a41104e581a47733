import { DurableObject } from "cloudflare:workers";
import { clock, DAY, HOUR } from "#worker/lib/clock.ts";
import type { Bindings } from "#worker/lib/env.ts";

/** What changed: which booking, and the days on which it was and is. Nobody's name. */
export type LiveChange = { id: string; days: readonly string[] };

/** What an open calendar is told. `stale`: too much was missed, so all of it must be read again. */
export type LiveFrame = { seq: number; changes: readonly LiveChange[]; stale?: true };

type Row = { seq: number; at: number; change: string };

/** How long a connection is trusted: then it is closed, and connecting again asks who it is. */
const TRUSTED = HOUR;
const KEPT = DAY;
// Whoever missed more than this reads the page again instead.
const MOST = 500;

/**
 * The open pages of one channel: a school's calendars, or its security monitors. It sleeps between changes while the connections stay open, and
 * numbers what it tells, so that whoever was away hears what she missed.
 */
export class SchoolLive extends DurableObject<Bindings> {
  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    state.storage.sql.exec(`create table if not exists change (
      seq integer primary key autoincrement, at integer not null, change text not null)`);
    state.storage.sql.exec(
      "create table if not exists later (at integer not null, change text not null)",
    );
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /**
   * A new connection; `?since=` is the last number it heard of, `?at=` when its page was made,
   * `?who=` whose it is.
   */
  override fetch(request: Request): Response {
    const query = new URL(request.url).searchParams;
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [query.get("who") ?? ""]);
    server.serializeAttachment({ until: Date.now() + TRUSTED });
    server.send(JSON.stringify(this.#missed(query.get("since"), query.get("at"))));
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Numbers a change and tells everybody who looks, and once more `again` milliseconds later. */
  async tell(changes: readonly LiveChange[], now: number, again?: number): Promise<void> {
    this.#tell(changes, now);
    if (again === undefined) return;
    for (const change of changes)
      this.ctx.storage.sql.exec(
        "insert into later values (?, ?)",
        Date.now() + again,
        JSON.stringify(change),
      );
    await this.#wake();
  }

  /** Tells again of what was to be told of by now. */
  override async alarm(): Promise<void> {
    const due = "delete from later where at <= ? returning change";
    const rows = [...this.ctx.storage.sql.exec<{ change: string }>(due, Date.now())];
    this.#tell(
      rows.map(({ change }) => JSON.parse(change) as LiveChange),
      Date.parse(clock(this.env)),
    );
    await this.#wake();
  }

  /** Closes what somebody has open. Whoever still may look connects again by herself. */
  showOut(who: string): void {
    for (const socket of this.ctx.getWebSockets(who)) close(socket, 1000);
  }

  async #wake(): Promise<void> {
    const next = this.ctx.storage.sql.exec<{ at: number | null }>("select min(at) at from later");
    const { at } = next.one();
    if (at !== null) await this.ctx.storage.setAlarm(at);
  }

  #tell(changes: readonly LiveChange[], now: number): void {
    const sql = this.ctx.storage.sql;
    let seq = 0;
    for (const change of changes)
      seq = sql
        .exec<{ seq: number }>(
          "insert into change (at, change) values (?, ?) returning seq",
          now,
          JSON.stringify(change),
        )
        .one().seq;
    sql.exec("delete from change where seq <= ? and at < ?", seq - MOST, now - KEPT);
    if (changes.length > 0) this.#send(JSON.stringify({ seq, changes } satisfies LiveFrame));
  }

  /** How many look on now. */
  viewers(): number {
    return this.ctx.getWebSockets().length;
  }

  override webSocketClose(socket: WebSocket): void {
    close(socket, 1000);
  }

  override webSocketError(socket: WebSocket): void {
    close(socket, 1011);
  }

  // Nobody tells us anything but "ping", which is answered without waking up.
  override webSocketMessage(socket: WebSocket): void {
    close(socket, 1008);
  }

  #send(frame: string): void {
    const now = Date.now();
    for (const socket of this.ctx.getWebSockets()) {
      const { until = 0 } = (socket.deserializeAttachment() ?? {}) as { until?: number };
      if (until < now) close(socket, 1000);
      else {
        try {
          socket.send(frame);
        } catch {
          close(socket, 1011);
        }
      }
    }
  }

  #missed(since: string | null, at: string | null): LiveFrame {
    const sql = this.ctx.storage.sql;
    const [last] = [...sql.exec<{ seq: number }>("select max(seq) seq from change")];
    const seq = last?.seq ?? 0;
    const from = since === null ? Number.NaN : Number(since);
    const rows = Number.isInteger(from)
      ? [
          ...sql.exec<Row>(
            "select * from change where seq > ? order by seq limit ?",
            ...[from, MOST + 1],
          ),
        ]
      : [
          ...sql.exec<Row>(
            "select * from change where at >= ? order by seq desc limit ?",
            ...[Date.parse(at ?? "") || Date.now(), MOST + 1],
          ),
        ];
    const gap = Number.isInteger(from) && from < seq && rows[0]?.seq !== from + 1;
    if (gap || from > seq || rows.length > MOST) return { seq, changes: [], stale: true };
    return { seq, changes: rows.map(({ change }) => JSON.parse(change) as LiveChange) };
  }
}

function close(socket: WebSocket, code: number): void {
  try {
    socket.close(code);
  } catch {
    // It is gone already.
  }
}
