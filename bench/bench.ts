/**
 * The signed-in student list against a bare worker that asks D1 the same and sends the same bytes,
 * in turns within one run: times of a shared machine mean little, their ratio does.
 *
 *   npm run bench                       at 1 and at 50 schools of 2,000 students
 *   npm run bench -- --schools 1 --students 200 --rounds 3
 */
import { cpSync } from "node:fs";
import { parseArgs } from "node:util";
import autocannon, { type Options } from "autocannon";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { unstable_readConfig } from "wrangler";
import { bundle, forget, freshData, serve } from "../scripts/serve/serve.ts";
import { freePorts } from "../scripts/simulators/free_port.ts";
import { queriesOfList } from "./queries.ts";
import { signedIn } from "./visitor.ts";

const { values } = parseArgs({
  options: {
    schools: { type: "string", default: "1,50" },
    students: { type: "string", default: "2000" },
    rounds: { type: "string", default: "7" },
    seconds: { type: "string", default: "4" },
  },
});

const DEMO_SCHOOL = "01980000-0000-7000-8000-000000000001";
const script = await bundle({ out: ".wrangler/bench" });
for (const schools of values.schools.split(",").map(Number)) await measure(schools);

async function measure(schools: number): Promise<void> {
  // The demo school is one of them: it is the one that is looked at.
  const more = schools > 1 ? ["--schools", String(schools - 1), "--students", values.students] : [];
  const persist = await freshData(["--demo", ...more]);
  const copy = `${persist}-copy`;
  cpSync(persist, copy, { recursive: true });
  const served = await serve({ script, persist, host: "127.0.0.1" });
  const cookie = await signedIn(served.url);
  const page = { url: `${served.direct}/students`, headers: { cookie } };
  const answer = await fetch(page.url, { headers: page.headers });
  const body = await answer.text();
  if (answer.status !== 200 || !body.includes("<table"))
    throw new Error(`Cannot measure: /students answered ${answer.status}`);
  const bare = await serveBare(copy, body);
  try {
    console.log(`\n${schools} school(s), page of ${body.length} bytes`);
    await compare(page, bare.target);
    await steady("product", page);
    await steady("bare worker", bare.target);
  } finally {
    await bare.close();
    await served.close();
    forget(persist);
    forget(copy);
  }
}

type Target = { url: string; headers?: Record<string, string> };

async function serveBare(persist: string, body: string) {
  const [port = 0, directPort = 0] = await freePorts(2);
  const built = await build({
    entryPoints: ["bench/bare.ts"],
    bundle: true,
    format: "esm",
    write: false,
  });
  const { d1_databases, compatibility_date } = unstable_readConfig({ config: "wrangler.toml" });
  const [d1] = d1_databases;
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      port,
      host: "127.0.0.1",
      log: new Log(LogLevel.ERROR),
      cf: false,
      resourcePersistencePath: `${process.cwd()}/${persist}/v3`,
      workers: [
        {
          name: "bare",
          modules: true,
          script: built.outputFiles[0]?.text ?? "",
          compatibilityDate: compatibility_date ?? "",
          d1Databases: { DB: d1?.database_id ?? "" },
          bindings: { QUERIES: JSON.stringify(await queriesOfList(DEMO_SCHOOL)), BODY: body },
          unsafeDirectSockets: [{ host: "127.0.0.1", port: directPort }],
        },
      ],
    }),
  );
  await miniflare.ready;
  const target: Target = { url: `http://127.0.0.1:${directPort}/` };
  return { target, close: () => miniflare.dispose() };
}

/** In turns, as fast as they can: the ratio of the times per request, its middle and its spread. */
async function compare(product: Target, bare: Target): Promise<void> {
  const ratios: number[] = [];
  for (const target of [product, bare]) await load(target, { duration: 2, connections: 8 });
  for (let round = 0; round < Number(values.rounds); round++) {
    const pair: number[] = [];
    for (const target of round % 2 ? [bare, product] : [product, bare]) {
      const { requests } = await load(target, { duration: Number(values.seconds), connections: 8 });
      pair.push(requests.average);
    }
    const [fast = 1, slow = 1] = round % 2 ? pair : pair.toReversed();
    ratios.push(fast / slow);
  }
  const sorted = ratios.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(2);
  console.log(
    `time per request, product / bare: ${at(0.5)}x (from ${at(0)}x to ${at(1)}x in ${sorted.length} rounds); budget 2.0x, goal 1.6x`,
  );
}

/** At a rate that both can hold: how long the middle and the slowest of a hundred take. */
async function steady(name: string, target: Target): Promise<void> {
  const { latency, requests } = await load(target, {
    duration: 10,
    connections: 10,
    overallRate: 50,
  });
  console.log(
    `${name} at 50 a second: p50 ${latency.p50} ms, p99 ${latency.p99} ms (${requests.total} requests)`,
  );
}

async function load(target: Target, options: Omit<Options, "url" | "headers">) {
  const result = await autocannon({ ...target, ...options });
  if (result.non2xx > 0) throw new Error(`Cannot measure: ${result.non2xx} answers were no 2xx`);
  return result;
}
