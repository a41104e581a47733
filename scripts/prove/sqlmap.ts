import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, failed, type Part, passed, skip, sum, type Tally } from "../gates/part.ts";
import { type Target, withTarget } from "./target.ts";
import { has } from "./tools.ts";
import { vulnerable } from "./vulnerable.ts";

type Shot = { path: string; data?: Record<string, string>; only?: string };

// Every way in which text of a request reaches a query: search, filters, sort, cursors, forms.
const shots: readonly Shot[] = [
  { path: "/students?q=emma&sort=name&per=25", only: "q,sort,per" },
  { path: "/students?status=active&class=B&after=eA", only: "status,class,after" },
  { path: "/search?q=em" },
  { path: "/api/v1/search?q=em" },
  { path: "/api/v1/vehicles?q=eb&sort=plate&gearbox=manual", only: "q,sort,gearbox" },
  { path: "/mail?state=sent" },
  { path: "/forgot", data: { email: "a@example.no" } },
  { path: "/vehicles", data: { plate: "EB77777", kind: "car", gearbox: "manual" } },
];

// The API lets a person ask ten times a second; refused questions would prove nothing.
const slowly = ["--threads=1", "--delay=0.1"];

/** sqlmap at level 3 and risk 2 against every kind of parameter; it must find the planted fault. */
export const sqlmap: Part = {
  name: "sqlmap",
  run: async () => {
    if (!(await has("sqlmap"))) return skip("sqlmap is not installed: npm run setup:tools");
    const planted = await vulnerable();
    const sees = await injectable(`${planted.url}/car?id=1`, []);
    planted.close();
    if (!sees) {
      console.error("  sqlmap did not find the planted injection: it proves nothing here");
      return failed;
    }
    const tallies = await withTarget((target) => shootAll(target));
    return sum([passed, ...tallies]);
  },
};

async function shootAll(target: Target): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const { path, data, only } of shots) {
    const body = data && new URLSearchParams({ ...data, _token: target.token }).toString();
    const found = await injectable(target.url + path, [
      `--cookie=${target.cookie}`,
      `--headers=Origin: ${target.url}\nSec-Fetch-Site: same-origin`,
      ...(body ? [`--data=${body}`] : []),
      ...(path.startsWith("/api/") ? slowly : []),
      `-p${only ?? (data ? Object.keys(data).join() : "q,state")}`,
    ]);
    console.log(`  ${body ? "POST" : "GET"} ${path}: ${found ? "INJECTABLE" : "nothing found"}`);
    tallies.push(found ? failed : passed);
  }
  return tallies;
}

/** Whether sqlmap can make the database answer. */
async function injectable(url: string, more: readonly string[]): Promise<boolean> {
  const place = mkdtempSync(join(tmpdir(), "tms-sqlmap-"));
  const how = ["--batch", "--flush-session", "--level=3", "--risk=2", "--dbms=sqlite"];
  const speed = ["--threads=4", "--technique=BEU", "--disable-coloring", "--ignore-code=*"];
  try {
    const line = ["sqlmap", "-u", url, ...how, ...speed, `--output-dir=${place}`, ...more];
    const { output } = await command(line, { minutes: 4 });
    if (/took longer than/.test(output)) throw new Error(`sqlmap was not done with ${url}`);
    if (more.includes("--delay=0.1") && /^429 /m.test(output))
      throw new Error(`sqlmap was held off by the limits of ${url}`);
    if (!/all tested parameters|is vulnerable|identified the following injection/.test(output))
      throw new Error(`sqlmap said neither yes nor no:\n${output.slice(-1500)}`);
    return /is vulnerable|identified the following injection/.test(output);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
