import { Agent, createServer, type IncomingMessage, request, type Server } from "node:http";
import type { Socket } from "node:net";

/** Where the product listens now; nothing while it starts again. */
export type Behind = { worker: number; assets: number } | undefined;

type Options = {
  behind: () => Behind;
  /** Take the visitor's address from the proxy in front, which has put it last. */
  proxied: boolean;
};

// What only Cloudflare, or we, may say of a visitor.
const ours = /^(cf-|x-forwarded-|x-real-ip$|forwarded$|mf-)/i;
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** The headers as the worker may see them: the visitor's address is the one that we know. */
export function headersFor(
  asked: IncomingMessage,
  proxied: boolean,
): Record<string, string | string[]> {
  const entries = Object.entries(asked.headers).filter(([name]) => !ours.test(name));
  const forwarded = [asked.headers["x-forwarded-for"]].flat().join(",").split(",").at(-1)?.trim();
  const peer = asked.socket.remoteAddress?.replace(/^::ffff:/, "") ?? "";
  const kept = Object.fromEntries(entries) as Record<string, string | string[]>;
  return { ...kept, "cf-connecting-ip": proxied && forwarded ? forwarded : peer };
}

/**
 * The door in front of the product, which stays open while that starts again behind it. Pages go
 * straight to the worker; hashed assets, and nothing else, to the server of assets.
 */
export function frontOf({ behind, proxied }: Options): Server {
  const place = (asked: IncomingMessage) => {
    const there = behind();
    const { method, url: path } = asked;
    const port = path?.startsWith("/assets/") ? there?.assets : there?.worker;
    return port && { host: "127.0.0.1", port, method, path, headers: headersFor(asked, proxied) };
  };
  const server = createServer((asked, answer) => {
    const to = place(asked);
    const sorry = () => {
      if (answer.headersSent) return void answer.destroy();
      answer.writeHead(503, {
        "retry-after": "2",
        "content-type": "text/plain",
        "cache-control": "no-store",
      });
      answer.end("TMS is starting again. Try in a few seconds.\n");
    };
    if (!to) return sorry();
    const passed = request({ ...to, agent }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.rawHeaders);
      found.pipe(answer);
      found.on("error", () => answer.destroy());
    });
    passed.on("error", sorry);
    answer.on("close", () => passed.destroy());
    asked.pipe(passed);
  });
  // The live calendar's WebSocket.
  server.on("upgrade", (asked: IncomingMessage, socket: Socket, head: Buffer) => {
    const to = place(asked);
    if (!to) return void socket.destroy();
    const passed = request(to);
    passed.on("upgrade", (found, other) => {
      const lines = found.rawHeaders.flatMap((name, at, all) =>
        at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : [],
      );
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("\r\n")}\r\n\r\n`);
      other.write(head);
      other.pipe(socket).pipe(other);
      const both = () => {
        other.destroy();
        socket.destroy();
      };
      other.on("error", both);
      socket.on("error", both);
    });
    passed.on("response", () => socket.destroy());
    passed.on("error", () => socket.destroy());
    passed.end();
  });
  return server;
}

/** Takes no more visitors, and waits for those who are in: at most so long. Says whether all left. */
export async function drain(server: Server, most: number): Promise<boolean> {
  const empty = new Promise<boolean>((done) => server.close(() => done(true)));
  server.closeIdleConnections();
  // A connection that becomes idle while we wait would be kept open for another request.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), most);
  });
  const left = await Promise.race([empty, late]);
  clearInterval(sweep);
  clearTimeout(timer);
  if (!left) server.closeAllConnections();
  return left;
}
