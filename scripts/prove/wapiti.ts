import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, failed, type Part, passed, skip, sum, verdict } from "../gates/part.ts";
import { withTarget } from "./target.ts";
import { has } from "./tools.ts";
import { vulnerable } from "./vulnerable.ts";

// Without ssrf and xxe: those two call a host outside.
const modules =
  "sql,xss,permanentxss,crlf,redirect,file,exec,csp,http_headers,cookieflags,methods,htaccess";

/** wapiti crawls the product as somebody signed in; it must find the planted faults. */
export const wapiti: Part = {
  name: "wapiti",
  run: async () => {
    if (!(await has("wapiti"))) return skip("wapiti is not installed: npm run setup:tools");
    const planted = await vulnerable();
    const sees = await scan(planted.url, [], 60);
    planted.close();
    const blind = ["SQL Injection", "Cross Site Scripting"].filter(
      (name) => !sees.some((line) => line.startsWith(name)),
    );
    if (blind.length) {
      console.error(`  wapiti did not find the planted ${blind.join(" and ")}`);
      return failed;
    }
    const found = await withTarget(({ url, cookie }) =>
      scan(
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
          ...["-x", `${url}/sign-out`, "-x", `${url}/session/school`],
          ...["-s", `${url}/students`, "-s", `${url}/search?q=em`, "-s", `${url}/vehicles`],
        ],
        420,
      ),
    );
    return sum([passed, verdict(found)]);
  },
};

/** The vulnerabilities it names, as `kind: method path (parameter)`. */
async function scan(url: string, more: readonly string[], seconds: number): Promise<string[]> {
  const place = mkdtempSync(join(tmpdir(), "tms-wapiti-"));
  const report = `${place}/report.json`;
  const how = ["-m", modules, "--flush-session", "-f", "json", "-o", report, "--no-bugreport"];
  const bound = ["--max-scan-time", String(seconds), "--max-links-per-page", "60", "-d", "3"];
  const store = ["--store-session", `${place}/session`, "--store-config", `${place}/config`];
  try {
    const line = ["wapiti", "-u", `${url}/`, ...how, ...bound, ...store, ...more];
    const { output } = await command(line, { minutes: seconds / 60 + 2 });
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

function named(report: string): string[] {
  const { vulnerabilities } = JSON.parse(report) as { vulnerabilities: Record<string, Found[]> };
  return Object.entries(vulnerabilities).flatMap(([kind, all]) =>
    all.map(
      ({ method, path, parameter, info }) => `${kind}: ${method} ${path} (${parameter}) ${info}`,
    ),
  );
}
