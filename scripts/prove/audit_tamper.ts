import { failed, type Part, passed, type Tally } from "../gates/part.ts";
import { openLocal } from "../seed/open_local.ts";
import { forget, freshData } from "../serve/serve.ts";
import { grow } from "./tamper/grow.ts";
import { look, saidOf, sealAll, tamper } from "./tamper/tamper.ts";

const EDITS = 1000;

/** A thousand edits of the log of the demo school by raw SQL, each from the clean log. */
export const auditTamper: Part = { name: "audit-tamper", run: prove };

async function prove(): Promise<Tally> {
  const persist = await freshData();
  const { file, env } = openLocal(`${persist}/v3`);
  try {
    const ring = env.KEYS;
    sealAll(file, ring, { most: 24 });
    const rows = Number(file.prepare("select count(*) as n from audit").get()?.n);
    if (rows < 100) throw new Error(`Only ${rows} rows: the proof would prove nothing`);
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
    const { tried, missed, falseAlarms } = await tamper(file, { ring, times: EDITS, seed });
    console.log(`  ${rows} rows, ${saidOf(file).length} seals, seed ${seed}`);
    console.log(
      `  ${Object.entries(tried)
        .map(([name, n]) => `${name} ${n}`)
        .join(", ")}`,
    );
    console.log(`  found ${EDITS - missed.length} of ${EDITS}, ${falseAlarms} false alarms`);
    for (const one of missed.slice(0, 20)) console.error(`  not found: ${one}`);
    await timed(file, ring);
    return missed.length === 0 && falseAlarms === 0 ? passed : failed;
  } finally {
    file.close();
    forget(persist);
  }
}

/** How long a log of 100,000 rows takes: the rows there are, written again and again. */
async function timed(file: ReturnType<typeof openLocal>["file"], ring: string): Promise<void> {
  const rows = grow(file, ring, 100_000);
  const [began, used] = [performance.now(), process.cpuUsage()];
  const found = await look(file, ring, saidOf(file));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const cpu = (process.cpuUsage(used).user / 1e6).toFixed(1);
  console.log(`  ${rows} rows: ${seconds} s, ${cpu} s of a processor, ${found.length} findings`);
}
