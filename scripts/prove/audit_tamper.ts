import type { DatabaseSync } from "node:sqlite";
import { command, type Part, type Tally, verdict } from "../gates/part.ts";
import { openLocal } from "../seed/open_local.ts";
import { forget, freshData } from "../serve/serve.ts";
import { grow } from "./tamper/grow.ts";
import { saidOf, sealAll, tamper } from "./tamper/tamper.ts";

const EDITS = 1000;
const ROWS = 100_000;
const WANTED = 20; // seconds, by the operator's command

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
    return verdict([
      ...missed.map((one) => `not found: ${one}`),
      ...(falseAlarms ? [`${falseAlarms} false alarms`] : []),
      ...(await timed(file, persist, ring)),
    ]);
  } finally {
    file.close();
    forget(persist);
  }
}

/** `npm run audit:verify` on a log of 100,000 rows: the rows there are, written again and again. */
async function timed(file: DatabaseSync, persist: string, ring: string): Promise<string[]> {
  const rows = grow(file, ring, ROWS);
  const line = ["node", "scripts/production/audit_verify.ts", "--json", "--persist-to", persist];
  const { code, output } = await command(line, { env: { KEYS: ring } });
  if (code !== 0) return [`audit:verify ended with ${code}\n${output}`];
  const said = JSON.parse(output.slice(output.indexOf("{"))) as { rows: number; seconds: number };
  const pace = Math.round(said.rows / said.seconds);
  console.log(`  audit:verify: ${said.rows} rows in ${said.seconds} s (${pace} rows/s)`);
  return [
    ...(said.rows === rows && rows >= ROWS ? [] : [`it looked at ${said.rows} rows of ${rows}`]),
    ...(said.seconds <= WANTED ? [] : [`it took ${said.seconds} s, wanted ${WANTED}`]),
  ];
}
