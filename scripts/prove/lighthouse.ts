import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { browserArgs, browserEnv, browserHere } from "../../e2e/chromium.ts";
import { command, failed, type Part, passed, skip, sum, type Tally } from "../gates/part.ts";
import { openPages, signedInPages, withTarget } from "./target.ts";
import { tool } from "./tools.ts";

type Scores = Record<"performance" | "accessibility" | "best-practices" | "seo", number>;

/** Lighthouse as a phone sees each page: 100 but for speed, which shall be at least 95. */
export const lighthouse: Part = {
  name: "lighthouse",
  run: async () => {
    const place = await tool("lighthouse");
    if (typeof place !== "string") return place;
    const browser = await browserHere();
    if (!browser) return skip("there is no browser for this machine: set CHROMIUM_PATH");
    writeFileSync(`${place}/one.mjs`, one);
    return withTarget(async ({ url, cookie }) => {
      const tallies: Tally[] = [];
      for (const path of [...openPages, ...signedInPages]) {
        const mine = signedInPages.includes(path);
        const line = ["node", resolve(place, "one.mjs"), url + path, mine ? cookie : ""];
        const env = { ...browserEnv(), CHROMIUM: browser, FLAGS: browserArgs.join(" ") };
        const { output } = await command(line, { cwd: place, env, minutes: 2 });
        tallies.push(judge(path, output, await isPublic(url + path)));
      }
      return sum(tallies);
    }, "localhost");
  },
};

/** Whether search engines may keep a page; how they like the others says nothing. */
async function isPublic(url: string): Promise<boolean> {
  const { headers } = await fetch(url);
  return !headers.get("x-robots-tag")?.includes("noindex");
}

function judge(path: string, output: string, open: boolean): Tally {
  const json = /^\{.*\}$/m.exec(output)?.[0];
  if (!json) {
    console.error(`  ${path}: ${output.trim().slice(-400)}`);
    return failed;
  }
  const { scores, below } = JSON.parse(json) as { scores: Scores; below: string[] };
  const says = Object.entries(scores).map(([name, score]) => `${name} ${Math.round(score * 100)}`);
  const holds =
    scores.performance >= 0.95 &&
    scores.accessibility === 1 &&
    scores["best-practices"] === 1 &&
    (!open || scores.seo === 1);
  console.log(`  ${path}: ${says.join(", ")}${holds ? "" : ` (below: ${below.join(", ")})`}`);
  return holds ? passed : failed;
}

// Runs where lighthouse is installed, outside of the project's own packages.
const one = `
import lighthouse from "lighthouse";
import { launch } from "chrome-launcher";
const [url, cookie] = process.argv.slice(2);
const chromeFlags = ["--headless=new", ...process.env.FLAGS.split(" ")];
const chrome = await launch({ chromePath: process.env.CHROMIUM, chromeFlags });
const extraHeaders = cookie ? { Cookie: cookie } : {};
const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "silent", extraHeaders });
const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, score]));
const below = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 0.9);
console.log(JSON.stringify({ scores, below: below.map(({ id }) => id) }));
await chrome.kill();
`;
