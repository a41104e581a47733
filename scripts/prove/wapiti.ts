import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, failed, type Part, passed, skip, sum, verdict } from "../gates/part.ts";
import { withTarget } from "./target.ts";
import { has } from "./tools.ts";
import { vulnerable } from "./vulnerable.ts";

// Without ssrf and xxe: those two call a host outside.
const modules =
  "sql,xss,permanentxss,crlf,redirect,file,exec,csp,http_headers,cookieflags,methods,htaccess";

const SECONDS = 35; // for the crawl, and for each module

/** wapiti crawls the product as somebody signed in; it must find the planted faults. */
export const wapiti: Part = {
  name: "wapiti",
  run: async () => {
    if (!(await has("wapiti"))) return skip("wapiti is not installed: npm run setup:tools");
    const planted = await vulnerable();
    const sees = await scan(planted.url, [], SECONDS);
    planted.close();
    const blind = ["SQL Injection", "Cross Site Scripting"].filter(
      (name) => !sees.some((line) => line.startsWith(name)),
    );
    if (blind.length) {
      console.error(`  wapiti did not find the planted ${blind.join(" and ")}`);
      return failed;
    }
    const found = await withTarget(async (target) => {
      const { cookie } = target;
      const { url, close } = await keepingSignedIn(target.url);
      const found = await scan(
        url,
        [
          ...[
            "-H",
            `Cookie: ${cookie}`,
            "-H",
            "Sec-Fetch-Site: same-origin",
            "-H",
            `Origin: ${url}`,
          ],
          ...["-s", `${url}/students`, "-s", `${url}/search?q=em`, "-s", `${url}/vehicles`],
        ],
        SECONDS,
      );
      close();
      return found;
    });
    return sum([passed, verdict(found)]);
  },
};

// A crawler presses every button, these too, and would then see only the page for signing in.
const leaving = /^\/(sign-out|session\/school|account\/(sessions|password|second-factor))/;

/** The product behind a door that does not let anybody out. Debian's wapiti cannot leave out a path. */
async function keepingSignedIn(url: string): Promise<{ url: string; close: () => void }> {
  const { hostname, port } = new URL(url);
  const server = createServer((from, to) => {
    if (leaving.test(from.url ?? "")) {
      to.writeHead(404).end();
      return;
    }
    const { url: path, method, headers } = from;
    const onward = request({ hostname, port, path, method, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    onward.on("error", () => to.destroy());
    from.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** The vulnerabilities it names, as `kind: method path (parameter)`. */
async function scan(url: string, more: readonly string[], seconds: number): Promise<string[]> {
  const place = mkdtempSync(join(tmpdir(), "tms-wapiti-"));
  const report = `${place}/report.json`;
  const how = ["-m", modules, "--flush-session", "-f", "json", "-o", report, "--no-bugreport"];
  const bound = [
    ...["--max-scan-time", String(seconds), "--max-attack-time", String(seconds)],
    ...["--max-links-per-page", "60", "-d", "3"],
  ];
  const store = ["--store-session", `${place}/session`, "--store-config", `${place}/config`];
  try {
    const line = ["wapiti", "-u", `${url}/`, ...how, ...bound, ...store, ...more];
    const { output } = await command(line, { minutes: 9 });
    try {
      return named(readFileSync(report, "utf8"));
    } catch {
      throw new Error(`wapiti left no report:\n${output.slice(-1500)}`);
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

type Found = { method: string; path: string; parameter: string; info: string };

// The header asks for a filter that browsers have taken out, since it could be turned against a page.
const isFault = ({ info }: Found) => !info.includes("X-XSS-Protection");

function named(report: string): string[] {
  const { vulnerabilities } = JSON.parse(report) as { vulnerabilities: Record<string, Found[]> };
  return Object.entries(vulnerabilities).flatMap(([kind, all]) =>
    all
      .filter(isFault)
      .map(
        ({ method, path, parameter, info }) => `${kind}: ${method} ${path} (${parameter}) ${info}`,
      ),
  );
}
