import { connect } from "cloudflare:sockets";
import type { Bindings } from "#worker/lib/env.ts";

/** The server said no: 5xx about this mail is final, everything else may pass. */
export class SmtpRefusal extends Error {
  readonly final: boolean;

  constructor(reply: string, final: boolean) {
    super(reply);
    this.name = "SmtpRefusal";
    this.final = final;
  }
}

export type Dialogue = {
  /** Says a line and waits for a good reply; `about: "us"` makes a refusal one that may pass. */
  say(line: string, what?: { about: "us" | "mail" }): Promise<string>;
  /** Sends a message that is already dot-stuffed. */
  send(message: string): Promise<string>;
  close(): Promise<void>;
};

const TIMEOUT = 10_000;
const MAX_REPLY = 8 * 1024;

/** Connects, greets, and goes over to TLS: nothing is said in the clear but to this machine. */
export async function open(env: Bindings): Promise<Dialogue> {
  const url = URL.parse(env.SMTP_URL ?? "");
  if (!url || !/^smtps?:$/.test(url.protocol)) throw new Error("mail.not_configured");
  const secure = url.protocol === "smtps:";
  const loopback = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  const plain = loopback && env.ENVIRONMENT === "local";
  const port = Number(url.port) || (secure ? 465 : 587);
  const first = connect(
    { hostname: url.hostname, port },
    { secureTransport: secure ? "on" : plain ? "off" : "starttls", allowHalfOpen: false },
  );
  const line = new Line(first);
  const dialogue = dialogueOn(line);
  try {
    await line.reply("us");
    const offered = await dialogue.say("EHLO tms", { about: "us" });
    if (!secure && !plain) {
      if (!/STARTTLS/i.test(offered)) throw new Error("mail.no_tls");
      await dialogue.say("STARTTLS", { about: "us" });
      line.startTls();
      await dialogue.say("EHLO tms", { about: "us" });
    }
    return dialogue;
  } catch (error) {
    await line.close();
    throw error;
  }
}

function dialogueOn(line: Line): Dialogue {
  return {
    say: async (text, { about } = { about: "mail" }) => {
      if (/[\r\n]/.test(text)) throw new SmtpRefusal("mail.header", true);
      await line.write(`${text}\r\n`);
      return line.reply(about);
    },
    send: async (message) => {
      await line.write(message);
      return line.reply("mail");
    },
    close: async () => {
      await line.write("QUIT\r\n").catch(() => undefined);
      await line.close();
    },
  };
}

/** A socket read reply by reply. A server that is silent or hangs up is an error, not a wait. */
class Line {
  #socket: Socket;
  #reader: ReadableStreamDefaultReader<Uint8Array>;
  #writer: WritableStreamDefaultWriter<Uint8Array>;
  #buffer = "";

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#reader = socket.readable.getReader();
    this.#writer = socket.writable.getWriter();
    quiet(socket);
  }

  startTls(): void {
    this.#reader.releaseLock();
    this.#writer.releaseLock();
    this.#socket = this.#socket.startTls();
    this.#reader = this.#socket.readable.getReader();
    this.#writer = this.#socket.writable.getWriter();
    quiet(this.#socket);
    this.#buffer = ""; // what was said before TLS is nobody's
  }

  async write(text: string): Promise<void> {
    await inTime(this.#writer.write(new TextEncoder().encode(text)));
  }

  async reply(about: "us" | "mail"): Promise<string> {
    // The last line of a reply has a space after its number.
    let end = /^\d{3}(?: .*)?\r?\n/m.exec(this.#buffer);
    while (!end) {
      const { done, value } = await inTime(this.#reader.read());
      if (done) throw new Error("mail.hung_up");
      this.#buffer += new TextDecoder().decode(value);
      if (this.#buffer.length > MAX_REPLY) throw new Error("mail.unreachable");
      end = /^\d{3}(?: .*)?\r?\n/m.exec(this.#buffer);
    }
    const cut = end.index + end[0].length;
    const reply = this.#buffer.slice(0, cut).trim();
    this.#buffer = this.#buffer.slice(cut);
    const code = end[0].slice(0, 3);
    if (/^[23]/.test(code)) return reply;
    throw new SmtpRefusal(reply, code.startsWith("5") && about === "mail");
  }

  async close(): Promise<void> {
    await this.#socket.close().catch(() => undefined);
  }
}

/** Whoever reads or writes hears of a connection that is lost; here nobody else asks. */
function quiet({ opened, closed }: Socket): void {
  for (const end of [opened, closed]) end.catch(() => undefined);
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("mail.timeout")), TIMEOUT);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
