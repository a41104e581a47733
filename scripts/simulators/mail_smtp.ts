import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, TLSSocket } from "node:tls";
import type { Certificate } from "./certificate.ts";
import { fateOf, type Mailbox } from "./mailbox.ts";
import { readMime } from "./mime.ts";

const MAX_BYTES = 1024 * 1024;

/**
 * A mail server as RFC 5321 has it, as far as a client that submits mail needs one. With a
 * certificate it offers STARTTLS (RFC 3207) and takes no password and no mail without it.
 */
export function mailSmtp(mailbox: Mailbox, certificate?: Certificate): Server {
  return createServer((socket) => {
    converse(socket, mailbox, certificate);
    socket.write(greeting);
  });
}

/** A mail server that speaks TLS from the first byte (RFC 8314, port 465). */
export function mailSmtps(mailbox: Mailbox, certificate: Certificate): Server {
  return createTlsServer(certificate, (socket) => {
    converse(socket, mailbox);
    socket.write(greeting);
  });
}

const greeting = "220 simulator.example ESMTP\r\n";

function converse(socket: Socket, mailbox: Mailbox, certificate?: Certificate): void {
  socket.setEncoding("latin1");
  socket.on("error", () => socket.destroy());
  const tls = socket instanceof TLSSocket;
  const offered = certificate ? "250-STARTTLS\r\n" : "";
  const say = (line: string) => socket.write(`${line}\r\n`);
  let buffer = "";
  let state: "commands" | "login" | "password" | "data" = "commands";
  let recipients: string[] = [];
  let signedIn = false;

  const commands: Record<string, (rest: string) => void> = {
    EHLO: () =>
      say(
        `250-simulator.example\r\n${offered}250-AUTH PLAIN LOGIN\r\n250-8BITMIME\r\n250 SIZE 1048576`,
      ),
    STARTTLS: () => {
      if (!certificate) return say("502 5.5.1 Not offered");
      say("220 2.0.0 Go ahead");
      socket.removeAllListeners("data");
      // From here on a new conversation: what was said in the clear is forgotten.
      return void converse(new TLSSocket(socket, { isServer: true, ...certificate }), mailbox);
    },
    HELO: () => say("250 simulator.example"),
    AUTH: (rest) => {
      if (certificate) return say("530 5.7.0 Must issue a STARTTLS command first");
      const [way = "", initial = ""] = rest.split(" ");
      if (way.toUpperCase() === "LOGIN") {
        state = "login";
        return say("334 VXNlcm5hbWU6");
      }
      const password = Buffer.from(initial, "base64").toString("utf8").split("\0")[2];
      return finishAuth(password);
    },
    MAIL: () => say(signedIn ? "250 2.1.0 Ok" : "530 5.7.0 Authentication required"),
    RCPT: (rest) => {
      const recipient = /<([^>]*)>/.exec(rest)?.[1] ?? "";
      switch (fateOf(recipient)) {
        case "refused":
          return say("550 5.1.1 The recipient's mailbox does not exist");
        case "later":
        case "busy":
          return say("451 4.3.0 Try again later");
        case "silent":
          return undefined;
        case "hangs_up":
          return socket.destroy() && undefined;
        default:
          recipients.push(recipient);
          return say("250 2.1.5 Ok");
      }
    },
    DATA: () => {
      if (recipients.length === 0) return say("503 5.5.1 No valid recipients");
      state = "data";
      return say("354 End data with <CR><LF>.<CR><LF>");
    },
    RSET: () => {
      recipients = [];
      say("250 2.0.0 Ok");
    },
    NOOP: () => say("250 2.0.0 Ok"),
    QUIT: () => {
      say("221 2.0.0 Bye");
      socket.end();
    },
  };

  function finishAuth(password: string | undefined): void {
    signedIn = password !== undefined && password !== "wrong";
    say(signedIn ? "235 2.7.0 Authentication successful" : "535 5.7.8 Authentication failed");
  }

  function take(source: string): void {
    const mail = readMime(Buffer.from(source.replaceAll("\r\n..", "\r\n."), "latin1").toString());
    const to = recipients[0] ?? mail.to;
    recipients = [];
    say(`250 2.0.0 Ok: queued as ${mailbox.add({ ...mail, to, road: "smtp", tls })}`);
  }

  function line(text: string): void {
    if (state === "login") {
      state = "password";
      say("334 UGFzc3dvcmQ6");
    } else if (state === "password") {
      state = "commands";
      finishAuth(Buffer.from(text, "base64").toString("utf8"));
    } else {
      const [, verb = "", rest = ""] = /^(\S*)\s?(.*)$/.exec(text) ?? [];
      const command = commands[verb.toUpperCase()];
      if (command) command(rest);
      else say("500 5.5.2 Command not recognised");
    }
  }

  socket.on("data", (chunk: string) => {
    buffer += chunk;
    if (buffer.length > MAX_BYTES) return void socket.destroy();
    for (;;) {
      const end = state === "data" ? "\r\n.\r\n" : "\r\n";
      const at = buffer.indexOf(end);
      if (at < 0) return;
      const part = buffer.slice(0, at);
      buffer = buffer.slice(at + end.length);
      if (state === "data") {
        state = "commands";
        take(part);
      } else line(part);
    }
  });
}
