import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttp, request } from "node:http";
import { createServer as createHttps } from "node:https";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, failed, type Part, passed, skip, sum, type Tally } from "../gates/part.ts";
import { openPages, signedInPages, type Target, withTarget } from "./target.ts";
import { tool } from "./tools.ts";

const WANTED = 130;

/** Mozilla's Observatory, offline: a certificate of our own, and 443 and 80 on this machine. */
export const observatory: Part = {
  name: "observatory",
  run: async () => {
    const place = await tool("observatory");
    if (typeof place !== "string") return place;
    const scanner = `${place}/node_modules/@mdn/mdn-http-observatory`;
    // Lists that its install script would fetch; neither knows 127.0.0.1.
    writeFileSync(`${scanner}/conf/hsts-preload.json`, "{}");
    writeFileSync(`${scanner}/conf/tld-list.json`, '["no"]');
    const papers = mkdtempSync(join(tmpdir(), "tms-tls-"));
    try {
      makeCertificate(papers);
      return await withTarget((target) => grade(target, scanner, papers));
    } finally {
      rmSync(papers, { recursive: true, force: true });
    }
  },
};

function makeCertificate(papers: string): void {
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const out = ["-keyout", `${papers}/key.pem`, "-out", `${papers}/ca.pem`];
  const kind = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"];
  execFileSync("openssl", ["req", ...kind, ...out, ...subject], { stdio: "ignore" });
}

async function grade(target: Target, scanner: string, papers: string): Promise<Tally> {
  // The scanner asks for "/" only: which page that is, is for us to say.
  const shown = { path: "/", cookie: "" };
  const servers = [secure(target, papers, shown), createHttp(toSecure)];
  try {
    await listen(servers[0], 443);
    await listen(servers[1], 80);
  } catch (error) {
    return skip(`ports 443 and 80 cannot be used: ${error}`);
  }
  try {
    const tallies: Tally[] = [];
    for (const path of [...openPages, ...signedInPages]) {
      shown.path = path;
      shown.cookie = signedInPages.includes(path) ? target.cookie : "";
      tallies.push(await scan(scanner, papers, path));
    }
    return sum(tallies);
  } finally {
    for (const server of servers) server.close();
  }
}

async function scan(scanner: string, papers: string, path: string): Promise<Tally> {
  const { output } = await command(["node", `${scanner}/src/scan.js`, "127.0.0.1"], {
    env: { NODE_EXTRA_CA_CERTS: `${papers}/ca.pem` },
    minutes: 1,
  });
  const json = /\{[\s\S]*\}/.exec(output)?.[0];
  const { scan: said } = JSON.parse(json ?? "{}") as { scan?: { score: number; grade: string } };
  console.log(`  ${path}: ${said ? `${said.grade}, ${said.score}` : output.trim().slice(0, 300)}`);
  return said && said.score >= WANTED && said.grade === "A+" ? passed : failed;
}

/** TLS in front of the product. */
const secure = ({ url }: Target, papers: string, shown: { path: string; cookie: string }) =>
  createHttps(
    { key: readFileSync(`${papers}/key.pem`), cert: readFileSync(`${papers}/ca.pem`) },
    (from, to) => {
      const { hostname, port } = new URL(url);
      const path = from.url === "/" ? shown.path : from.url;
      const headers = { ...from.headers, ...(shown.cookie && { cookie: shown.cookie }) };
      const options = { hostname, port, path, method: from.method, headers };
      const onward = request(options, (answer) => {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
      });
      onward.on("error", () => to.destroy());
      from.pipe(onward);
    },
  );

const toSecure: Parameters<typeof createHttp>[1] = ({ url }, answer) => {
  answer.writeHead(301, { location: `https://127.0.0.1${url}` }).end();
};

const listen = (server: Server | undefined, port: number) =>
  new Promise<void>((done, refuse) => {
    server?.once("error", refuse);
    server?.listen(port, "127.0.0.1", () => done());
  });
