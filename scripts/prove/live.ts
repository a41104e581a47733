import { failed, type Part, passed, type Tally } from "../gates/part.ts";
import { type Target, withTarget } from "./target.ts";

const VIEWERS = 300;
const CHANGES = 20;
const WANTED = 250; // milliseconds, p95

type Frame = { seq: number; changes: readonly { id: string }[] };
type Viewer = { socket: WebSocket; frames: Frame[]; heard: (id: string) => Promise<number> };

/** One change, and the time until each of 300 open calendars has been told of it. */
export const live: Part = { name: "live", run: () => withTarget(measure) };

async function measure(target: Target): Promise<Tally> {
  const viewers = await Promise.all(Array.from({ length: VIEWERS }, () => open(target)));
  const times: number[] = [];
  const ids: string[] = [];
  const instructorId = await instructorOf(target);
  for (let n = 0; n < CHANGES; n++) {
    const id = nameOf(n);
    const began = performance.now();
    const heard = Promise.all(viewers.map((viewer) => viewer.heard(id)));
    await book(target, id, { instructorId, n });
    for (const at of await heard) times.push(at - began);
    ids.push(id);
  }
  times.sort((a, b) => a - b);
  const p95 = times[Math.floor(times.length * 0.95)] ?? Number.POSITIVE_INFINITY;
  const all = `from the click to the frame, ${VIEWERS} viewers, ${CHANGES} bookings`;
  const said = [p95, times.at(-1) ?? 0].map((time) => `${time.toFixed(0)} ms`);
  console.log(`  ${all}: p95 ${said[0]}, last ${said[1]} (wanted: p95 ${WANTED} ms)`);
  for (const { socket } of viewers) socket.close();

  // Who was away while it happened is told all of it when she comes back.
  const [first = 0] = viewers.map(({ frames }) => frames.find(has(ids[0]))?.seq ?? 0);
  const back = await open(target, `?since=${first}`);
  const told = back.frames.flatMap(({ changes }) => changes.map(({ id }) => id));
  const missed = ids.slice(1).filter((id) => !told.includes(id));
  console.log(`  back after ${ids.length - 1} changes: ${missed.length} missed`);
  back.socket.close();
  return p95 <= WANTED && missed.length === 0 ? passed : failed;
}

const has = (id: string | undefined) => (frame: Frame) =>
  frame.changes.some((change) => change.id === id);

/** A calendar that is open: it has had its first frame. */
async function open({ url, cookie }: Target, query = ""): Promise<Viewer> {
  const headers = { cookie, origin: url };
  // Node's own takes headers, which no browser lets a page set.
  const socket = new WebSocket(`${url.replace("http", "ws")}/calendar/live${query}`, {
    headers,
  } as never);
  const frames: Frame[] = [];
  const waiting = new Map<string, (at: number) => void>();
  await new Promise<void>((done, refuse) => {
    socket.onerror = () => refuse(new Error("A socket was refused"));
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(String(data)) as Frame;
      frames.push(frame);
      for (const { id } of frame.changes) waiting.get(id)?.(performance.now());
      done();
    };
  });
  const heard = (id: string) => new Promise<number>((done) => void waiting.set(id, done));
  return { socket, frames, heard };
}

async function instructorOf({ url, cookie }: Target): Promise<string> {
  const page = await (await fetch(`${url}/calendar?view=week`, { headers: { cookie } })).text();
  const id = /\/calendar\?[^"]*instructor=([0-9a-f-]{36})/.exec(page)?.[1];
  if (!id) throw new Error("The demo school has no instructor");
  return id;
}

/** A name for the booking before it is made: its frame may come before its answer. */
const nameOf = (n: number) => `01900000-0000-7000-8000-${String(n + 1).padStart(12, "0")}`;

async function book(
  { url, cookie }: Target,
  id: string,
  { instructorId, n }: { instructorId: string; n: number },
): Promise<void> {
  const day = 86_400_000;
  const start = Math.floor(Date.now() / day) * day + (60 + n) * day + 3 * 3_600_000;
  const answer = await fetch(`${url}/api/v1/bookings`, {
    method: "POST",
    headers: {
      ...{ cookie, origin: url, "sec-fetch-site": "same-origin" },
      ...{ "content-type": "application/json", "idempotency-key": id },
    },
    body: JSON.stringify({
      ...{ kind: "block", title: "Målt", instructorId, anyway: true },
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(start + 2_700_000).toISOString(),
    }),
  });
  if (answer.status !== 201) throw new Error(`Not booked: ${await answer.text()}`);
}
