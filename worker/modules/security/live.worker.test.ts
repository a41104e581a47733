import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { sessionsOf } from "#worker/lib/session.ts";
import { monitorOf } from "#worker/lib/signals.ts";
import type { LiveFrame } from "#worker/objects/school_live.ts";
import { as, type Person, send } from "#worker/test/harness.ts";
import { SecurityEventDetail } from "./input.ts";

const path = "/security/live";
const upgrade = { upgrade: "websocket" };

async function open(who: Person) {
  const response = await send("GET", path, { headers: { ...who.headers, ...upgrade } });
  expect(response.status).toBe(101);
  const socket = response.webSocket;
  if (!socket) throw new Error("No socket came");
  const frames: LiveFrame[] = [];
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener("close", ({ code }) => resolve(code));
  });
  socket.addEventListener("message", ({ data }) => {
    frames.push(JSON.parse(String(data)));
  });
  socket.accept();
  const told = async () => {
    for (let tries = 0; tries < 100 && !frames.some(({ changes }) => changes.length > 0); tries++)
      await new Promise((done) => setTimeout(done, 50));
    return frames.flatMap(({ changes }) => changes.map(({ id }) => id));
  };
  return { frames, told, closed };
}

test("an open monitor hears of an event once it can be read, and only its own school's", async () => {
  const owner = await as("owner", "l1");
  const other = await as("owner", "l2");
  const [here, there] = await Promise.all([open(owner), open(other)]);
  const removed = { kind: "factor_removed", account: owner.userId, at: Date.now() } as const;
  await monitorOf(env, owner.schoolId).hear(owner.schoolId, [removed]);
  const [id] = await here.told();
  const detail = await (await owner.get(`/api/v1/security/events/${id}`)).json();
  expect(SecurityEventDetail.parse(detail)).toMatchObject({ id, rule: "factor_removed", hits: 1 });
  expect(there.frames.flatMap(({ changes }) => changes)).toEqual([]);
});

test("only owners listen, from our own pages, and until their session ends", async () => {
  expect((await send("GET", path, { headers: upgrade })).status).toBe(303); // to sign in
  const office = await as("office", "l3");
  const headers = { ...office.headers, ...upgrade };
  expect((await send("GET", path, { headers })).status).toBe(403);
  const owner = await as("owner", "l3");
  expect((await owner.get(path)).status).toBe(426);
  const foreign = { ...owner.headers, ...upgrade, origin: "https://evil.example" };
  expect((await send("GET", path, { headers: foreign })).status).toBe(403);
  const { closed } = await open(owner);
  await sessionsOf(env, owner.userId).endAll();
  expect(await closed).toBe(1000);
});
