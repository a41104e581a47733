import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Server as NetServer } from "node:net";
import { autosys } from "./autosys.ts";
import { brreg } from "./brreg.ts";
import { hibp } from "./hibp.ts";
import { hooks } from "./hooks.ts";
import { mailHttp } from "./mail_http.ts";
import { mailSmtp } from "./mail_smtp.ts";
import { type MailTls, mailServersWithTls } from "./mail_tls.ts";
import { Mailbox } from "./mailbox.ts";
import type { Answer, Ask, Simulator } from "./protocol.ts";
import { smsGateway } from "./sms.ts";

export type Simulators = { url: string; smtpUrl: string; mailbox: Mailbox; close(): Promise<void> };

const MAX_BODY = 1024 * 1024;

type Options = { port?: number; smtpPort?: number; mailTls?: MailTls };

/**
 * Starts every service that the product talks to, on this machine only. Port 0 takes a free one.
 * Mail servers with TLS are for those who can make the product trust their certificate.
 */
export async function startSimulators(options: Options = {}): Promise<Simulators> {
  const { port = 0, smtpPort = 0, mailTls } = options;
  const mailbox = new Mailbox();
  const sms = smsGateway();
  const simulators = { mail: mailHttp(mailbox), sms, hooks: hooks(), brreg, autosys, hibp };
  const web = createServer((request, response) => {
    void answerOne(simulators, request, response).catch(() => response.destroy());
  });
  const smtp = mailSmtp(mailbox);
  const [webPort, mailPort] = [await listen(web, port), await listen(smtp, smtpPort)];
  const withTls = mailTls ? mailServersWithTls(mailbox, mailTls) : [];
  for (const [server, at] of withTls) await listen(server, at);
  const servers = [web, smtp, ...withTls.map(([server]) => server)];
  return {
    url: `http://127.0.0.1:${webPort}`,
    smtpUrl: `smtp://simulated:simulated@127.0.0.1:${mailPort}`,
    mailbox,
    close: async () => {
      web.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
    },
  };
}

function listen(server: Server | NetServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

async function answerOne(
  simulators: Record<string, Simulator>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const [, name = "", path = ""] = /^\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  const simulator = simulators[name];
  if (!simulator)
    return send(response, { status: 404, json: { simulators: Object.keys(simulators) } });
  const headers = request.headers as Ask["headers"];
  const asked = { path: decodeURIComponent(path), query: url.searchParams, headers };
  const body = await read(request);
  send(response, simulator({ method: request.method ?? "GET", ...asked, body }));
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > MAX_BODY) throw new Error("Too much to read");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === "silence") return;
  const { status, headers = {}, json, text } = answer;
  const body = json === undefined ? (text ?? "") : JSON.stringify(json);
  const type = json === undefined ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(status === 204 ? undefined : body);
}
