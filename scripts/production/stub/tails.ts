import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type Ask, ok, type Route } from "./protocol.ts";

/** What Cloudflare tells whoever tails a Worker: one event for each request, with what it logged. */
export type TailEvent = {
  scriptName: string;
  outcome: string;
  eventTimestamp: number;
  event: object | null;
  exceptions: readonly object[];
  logs: readonly { message: readonly unknown[]; level: string; timestamp: number }[];
};

/**
 * `wrangler tail`: the API names a WebSocket, and the events come there. The few frames are written
 * here, since wrangler sends its own without a mask, which the libraries for servers refuse.
 */
export class Tails {
  readonly #asked = new Map<string, string>(); // id to script
  readonly #open = new Map<Duplex, string>(); // socket to script

  routes(origin: () => string): readonly Route[] {
    const create = ({ caught: [script = ""] }: Ask) => {
      const id = randomUUID();
      this.#asked.set(id, script);
      const expires_at = new Date(Date.now() + 3_600_000).toISOString();
      return ok({ id, url: `${origin().replace("http", "ws")}/tails/${id}`, expires_at });
    };
    const end = ({ caught: [, id = ""] }: Ask) => {
      this.#asked.delete(id);
      return ok(null);
    };
    return [
      ["POST", "/workers/scripts/:name/tails", create],
      ["DELETE", "/workers/scripts/:name/tails/:id", end],
    ];
  }

  /** How many listen now. */
  get listeners(): number {
    return this.#open.size;
  }

  /** Opens the WebSocket that was named; any other address is none. */
  accept(request: IncomingMessage, socket: Duplex): void {
    const script = this.#asked.get(request.url?.replace("/tails/", "") ?? "");
    const key = request.headers["sec-websocket-key"];
    if (script === undefined || !key) return void socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
    const accepted = createHash("sha1").update(`${key}${MAGIC}`).digest("base64");
    const head = [
      ...["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"],
      ...[`Sec-WebSocket-Accept: ${accepted}`, "Sec-WebSocket-Protocol: trace-v1"],
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    this.#open.set(socket, script);
    const gone = () => {
      this.#open.delete(socket);
      socket.destroy();
    };
    socket.on("end", gone).on("close", gone).on("error", gone);
    socket.on("data", (bytes: Buffer) => {
      const ping = pingIn(bytes);
      if (ping) socket.write(frame(PONG, ping));
    });
  }

  /** Tells everybody who tails this Worker. */
  tell(event: TailEvent): void {
    const text = frame(TEXT, Buffer.from(JSON.stringify(event)));
    for (const [socket, script] of this.#open) if (script === event.scriptName) socket.write(text);
  }

  close(): void {
    for (const socket of this.#open.keys()) socket.destroy();
  }
}

const MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455
const [TEXT, PING, PONG] = [1, 9, 10];

function frame(kind: number, bytes: Buffer): Buffer {
  const head = Buffer.alloc(bytes.length < 126 ? 2 : bytes.length < 65_536 ? 4 : 10);
  head[0] = 0x80 | kind;
  head[1] = bytes.length < 126 ? bytes.length : bytes.length < 65_536 ? 126 : 127;
  if (head.length === 4) head.writeUInt16BE(bytes.length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(bytes.length), 2);
  return Buffer.concat([head, bytes]);
}

/** The payload of a ping, by which wrangler asks every ten seconds whether we are there. */
function pingIn(bytes: Buffer): Buffer | undefined {
  const [first = 0, second = 0] = bytes;
  if ((first & 0x0f) !== PING) return undefined;
  const masked = (second & 0x80) !== 0;
  const mask = masked ? bytes.subarray(2, 6) : Buffer.alloc(4);
  const payload = bytes.subarray(masked ? 6 : 2).subarray(0, second & 0x7f);
  return Buffer.from(payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0)));
}
