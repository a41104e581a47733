import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Behind, drain, frontOf } from "./front.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}

/** A product that says who asked for what, and answers `/slow` only when it is let. */
async function product(name: string) {
  let letGo = (): void => undefined;
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  let asked = (): void => undefined;
  const isAsked = new Promise<void>((done) => {
    asked = done;
  });
  const server = createServer(async (question, answer) => {
    if (question.url === "/slow") {
      asked();
      await held;
    }
    answer.setHeader("x-from", name);
    answer.end(JSON.stringify({ url: question.url, headers: question.headers }));
  });
  server.on("upgrade", (_, socket) => {
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    );
    socket.pipe(socket);
  });
  return { port: await listening(server), letGo, isAsked };
}

async function front(behind: () => Behind, proxied = false) {
  const server = frontOf({ behind, proxied });
  return { server, url: `http://127.0.0.1:${await listening(server)}` };
}

test("pages go to the worker, hashed assets to theirs, and nothing of Miniflare's is reached", async () => {
  const [worker, assets] = [await product("worker"), await product("assets")];
  const { url } = await front(() => ({ worker: worker.port, assets: assets.port }));
  const from = async (path: string) => (await fetch(url + path)).headers.get("x-from");
  expect(await Promise.all(["/", "/assets/a.js", "/cdn-cgi/handler/scheduled"].map(from))).toEqual([
    ...["worker", "assets", "worker"],
  ]);
});

test("nobody says who she is: the address is the connection's, or the proxy's last word", async () => {
  const { port } = await product("worker");
  const behind = () => ({ worker: port, assets: port });
  const headers = {
    "cf-connecting-ip": "1.1.1.1",
    "x-forwarded-for": "2.2.2.2, 3.3.3.3",
    "mf-original-url": "x",
  };
  const seen = async (url: string) => {
    const answer = (await (await fetch(url, { headers })).json()) as { headers: object };
    return answer.headers;
  };
  const open = await seen((await front(behind)).url);
  expect(open).toMatchObject({ "cf-connecting-ip": "127.0.0.1" });
  const behindProxy = await seen((await front(behind, true)).url);
  expect(behindProxy).toMatchObject({ "cf-connecting-ip": "3.3.3.3" });
  for (const one of [open, behindProxy])
    expect(Object.keys(one)).not.toEqual(expect.arrayContaining(["x-forwarded-for"]));
  expect(JSON.stringify([open, behindProxy])).not.toMatch(/1\.1\.1\.1|mf-original-url/);
});

test("while the product starts again, everybody is told to come back", async () => {
  const { url } = await front(() => undefined);
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
  const { url: gone } = await front(() => ({ worker: 1, assets: 1 }));
  expect((await fetch(gone)).status).toBe(503);
});

test("a WebSocket goes through, both ways", async () => {
  const { port } = await product("worker");
  const { url } = await front(() => ({ worker: port, assets: port }));
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  const heard = new Promise<string>((done) => {
    let all = "";
    socket.on("data", (bytes) => {
      all += bytes;
      if (all.includes("101") && !all.includes("hello")) socket.write("hello");
      if (all.includes("hello")) done(all);
    });
  });
  socket.write(
    "GET /calendar/live HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
  );
  expect(await heard).toMatch(/^HTTP\/1\.1 101[\s\S]*hello$/);
  socket.destroy();
});

test("who is inside when it stops is served, and nobody else is let in", async () => {
  const { port, letGo, isAsked } = await product("worker");
  const { server, url } = await front(() => ({ worker: port, assets: port }));
  const slow = fetch(`${url}/slow`);
  await isAsked;
  const drained = drain(server, 10_000);
  await expect(fetch(url)).rejects.toThrow();
  letGo();
  expect((await slow).status).toBe(200);
  expect(await drained).toBe(true);
});

test("who does not finish in time is let go", async () => {
  const { port, isAsked } = await product("worker");
  const { server, url } = await front(() => ({ worker: port, assets: port }));
  const ended = new Promise<string>((done) => {
    const slow = request(`${url}/slow`);
    slow.on("error", () => done("cut"));
    slow.end();
  });
  await isAsked;
  expect(await drain(server, 50)).toBe(false);
  expect(await ended).toBe("cut");
});
