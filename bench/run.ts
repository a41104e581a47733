/**
 * What a signed-in list page costs, against the least that could answer with the same bytes.
 *
 *   npm run bench                         at 1 and at 50 schools of 2,000 students
 *   npm run bench -- --schools 1,5        at other sizes
 *   npm run bench -- --rounds 3 --seconds 2
 *
 * Both alternate within one run on the same runtime, so that the machine's mood is in both. Times
 * depend on the machine and are printed, never asserted; the ratio is what the budget is about.
 *
 * @module
 */
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import { bundle, forget, freshData, serve } from "../scripts/serve/serve.ts";
import { bareWorker, registerQueries } from "./queries.ts";
import { cookiesOf, joinFirstSchool } from "./visitor.ts";

const { values } = parseArgs({
  options: {
    schools: { type: "string", default: "1,50" },
    students: { type: "string", default: "2000" },
    rounds: { type: "string", default: "7" },
    seconds: { type: "string", default: "4" },
    rate: { type: "string", default: "50" },
  },
});
const PATH = "/students";
const BUDGET = 2;

const script = await bundle({ out: ".wrangler/bench" });
for (const schools of values.schools.split(",")) await measure(schools);

async function measure(schools: string): Promise<void> {
  console.log(`\n${schools} schools of ${values.students} students`);
  const persist = await freshData(["--demo", "--schools", schools, "--students", values.students]);
  try {
    const schoolId = joinFirstSchool(persist);
    const html = await pageOf(persist, schoolId);
    const beside = bareWorker(await registerQueries(schoolId), html);
    const served = await serve({ script, persist, host: "127.0.0.1", beside });
    try {
      const cookie = await cookiesOf(served.direct, schoolId);
      await compare(served.direct, served.beside, cookie, html);
    } finally {
      await served.close();
    }
  } finally {
    forget(persist);
  }
}

/** The page itself, once: the bytes that the bare worker sends as well. */
async function pageOf(persist: string, schoolId: string): Promise<string> {
  const served = await serve({ script, persist, host: "127.0.0.1" });
  const cookie = await cookiesOf(served.direct, schoolId);
  const answer = await fetch(served.direct + PATH, { headers: { cookie } });
  const html = await answer.text();
  await served.close();
  if (!answer.ok || !html.includes("<tbody>")) throw new Error(`${PATH} answers ${answer.status}`);
  // A code works once: the next sign-in needs the next one.
  await new Promise((done) => setTimeout(done, 30_000 - (Date.now() % 30_000) + 500));
  return html;
}

async function compare(product: string, bare: string, cookie: string, html: string) {
  console.log(`${PATH}: ${html.length} characters, ${(html.match(/<tr/g) ?? []).length - 1} rows`);
  const load = { duration: Number(values.seconds), connections: 4 };
  const headers = { cookie };
  await shoot({ url: product + PATH, headers, ...load, duration: 2 }); // warm up
  await shoot({ url: bare, ...load, duration: 2 });
  const ratios: number[] = [];
  const rates: { product: number[]; bare: number[] } = { product: [], bare: [] };
  for (let round = 0; round < Number(values.rounds); round++) {
    const ours = await shoot({ url: product + PATH, headers, ...load });
    const least = await shoot({ url: bare, ...load });
    rates.product.push(ours.requests.average);
    rates.bare.push(least.requests.average);
    ratios.push(least.requests.average / ours.requests.average);
  }
  const ratio = middle(ratios);
  const spread = `${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}`;
  console.log(
    `product ${middle(rates.product).toFixed(0)} a second, bare ${middle(rates.bare).toFixed(0)}`,
  );
  console.log(
    `ratio ${ratio.toFixed(2)} (${spread} over ${ratios.length} rounds), budget ${BUDGET.toFixed(1)}: ${ratio <= BUDGET ? "within" : "over"}`,
  );
  const fixed = { overallRate: Number(values.rate), connections: 10, duration: 10 };
  for (const [name, url] of [["product", product + PATH] as const, ["bare", bare] as const]) {
    const { latency } = await shoot({ url, headers, ...fixed });
    console.log(
      `at ${values.rate} a second, ${name}: p50 ${latency.p50} ms, p99 ${latency.p99} ms`,
    );
  }
}

async function shoot(options: autocannon.Options): Promise<autocannon.Result> {
  const result = await autocannon(options);
  if (result.non2xx || result.errors)
    throw new Error(`${options.url}: ${result.non2xx} refused, ${result.errors} lost`);
  return result;
}

function middle(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
