import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { signedIn } from "../../bench/visitor.ts";
import { type Part, verdict } from "../gates/part.ts";
import { makePlace, must, type Place } from "./built/place.ts";
import { openProduct, type Product } from "./built/product.ts";
import { found, pathIn } from "./kill_9/found.ts";
import { worldOf } from "./kill_9/world.ts";
import { type World, type Write, writer } from "./kill_9/writers.ts";

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 20);
const LANES = 6;
const WANTED = 5_000; // milliseconds until it is ready again

/**
 * Mixed writes against `npm run serve`, of which workerd, or all that is behind the door, is killed in
 * the middle of them: what was acknowledged is there, nothing is there by half, and it starts again by
 * itself. It says nothing of a loss of power.
 */
export const killed: Part = {
  name: "kill-9",
  run: async () => {
    const place = await makePlace();
    try {
      return verdict(await prove(place));
    } finally {
      place.forget();
    }
  },
};

async function prove(place: Place): Promise<string[]> {
  await (await openProduct(place)).stop(); // migrates
  await must(["node", "scripts/seed.ts", "--demo", "--persist", place.data]);
  const product = await openProduct(place);
  const writes: Write[] = [];
  const findings: string[] = [];
  try {
    findings.push(...(await rounds(product, place, writes)));
  } finally {
    await product.stop();
  }
  findings.push(...found(place.data, writes).map((one) => `at the end: ${one}`));
  const { KEYS = "" } = parseEnv(readFileSync(place.file, "utf8"));
  const line = ["node", "scripts/production/audit_verify.ts", "--file", pathIn(place.data)];
  console.log(`  audit log ${(await must(line, { KEYS })).trim()}`);
  return findings;
}

async function rounds(product: Product, place: Place, writes: Write[]): Promise<string[]> {
  const world = await worldOf(product.url, await signedIn(product.url));
  const restarts = { workerd: 0, product: 0 }; // the slowest of each
  for (let round = 1; round <= ROUNDS; round++) {
    const what = round % 2 ? "workerd" : "product";
    const took = await disturb(product, what, { world, writes });
    restarts[what] = Math.max(restarts[what], took);
    const wrong = found(place.data, writes);
    if (wrong.length > 0) return wrong.map((one) => `round ${round} (${what}): ${one}`);
  }
  const acked = writes.filter((write) => write.acked > 0).length;
  const slowest = Math.max(restarts.workerd, restarts.product);
  console.log(`  ${ROUNDS} kills, ${writes.length} writes sent, ${acked} acknowledged`);
  const said = Object.entries(restarts).map(([what, ms]) => `${what} ${ms.toFixed(0)} ms`);
  console.log(`  ready again at the latest: ${said.join(", ")} (wanted: ${WANTED} ms)`);
  return [
    ...(acked < ROUNDS * 5 ? [`only ${acked} writes were acknowledged: it proves nothing`] : []),
    ...(slowest > WANTED ? [`it was not ready again for ${slowest.toFixed(0)} ms`] : []),
  ];
}

type Written = { world: World; writes: Write[] };

/** Writes in every lane; somewhere in the middle everything is gone. */
async function disturb(
  product: Product,
  what: "workerd" | "product",
  { world, writes }: Written,
): Promise<number> {
  let over = false;
  const already = writes.length;
  const lanes = Array.from({ length: LANES }, (_, lane) =>
    writer(world, lane, { notes: writes, over: () => over }),
  );
  // After so many writes, not so much time: a slow machine is killed in the middle of them too.
  const after = 12 + (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) / 8;
  while (writes.length - already < after) await new Promise((done) => setTimeout(done, 5));
  const killing = product.kill(what);
  over = true;
  await killing;
  const restart = await product.ready(60_000);
  await Promise.all(lanes);
  return restart;
}
