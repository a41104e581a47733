import type { Ctx } from "#worker/lib/ctx.ts";
import { fetchOut, jsonIn } from "#worker/lib/fetch_out.ts";
import { lookUpWait } from "#worker/lib/look_up.ts";
import { Answer, readAnswer } from "./autosys_answer.ts";
import type { Registered } from "./input.ts";

/** Why the register did not tell: codes of the words. */
export type RegisterSilence =
  | "vehicles.register_unknown"
  | "vehicles.register_quota"
  | "vehicles.register_key"
  | "vehicles.register_off"
  | "vehicles.register_unreachable"
  | "vehicles.register_limit";

export type LookUpResult =
  | { found: true; vehicle: Registered; wait?: never }
  /** `wait`: milliseconds until asking again can help, where that is known. */
  | { found: false; code: RegisterSilence; wait?: number };

const DAY_SECONDS = 86_400;

/**
 * What Statens vegvesen's register (Autosys) knows of a plate. The quota is counted per day and
 * key, and all schools share ours: so an answer is kept for a day, and a person and a school may
 * only ask so often. Never throws: without the register the form is typed.
 */
export async function lookUpPlate(ctx: Ctx, plate: string): Promise<LookUpResult> {
  const { env } = ctx;
  if (!env.AUTOSYS_URL || !env.AUTOSYS_KEY) return { found: false, code: "vehicles.register_off" };
  const url = `${env.AUTOSYS_URL}/enkeltoppslag/kjoretoydata?kjennemerke=${encodeURIComponent(plate)}`;
  const known = await remembered(url);
  if (known) return { found: true, vehicle: known };
  const wait = await lookUpWait(ctx);
  if (wait > 0) return { found: false, code: "vehicles.register_limit", wait };
  const out = await fetchOut(env, url, {
    headers: { "SVV-Authorization": `Apikey ${env.AUTOSYS_KEY}`, accept: "application/json" },
  });
  if (!out.answered) return { found: false, code: "vehicles.register_unreachable" };
  const refused = refusals[out.status];
  if (refused) return { found: false, code: refused };
  if (out.status !== 200) return { found: false, code: "vehicles.register_unreachable" };
  const answer = jsonIn(out.body, Answer);
  if (!answer) return { found: false, code: "vehicles.register_unreachable" };
  const vehicle = readAnswer(answer, plate);
  if (!vehicle) return { found: false, code: "vehicles.register_unknown" };
  await remember(url, vehicle);
  return { found: true, vehicle };
}

const refusals: Record<number, RegisterSilence> = {
  204: "vehicles.register_unknown",
  400: "vehicles.register_unknown",
  404: "vehicles.register_unknown",
  401: "vehicles.register_key",
  403: "vehicles.register_key",
  429: "vehicles.register_quota",
};

// A plate is no secret, but the address of this cache is our own: nothing else is found under it.
const cacheKey = (url: string) => `https://autosys.cache/${encodeURIComponent(url)}`;

async function remembered(url: string): Promise<Registered | undefined> {
  const cache = await caches.open("autosys");
  const hit = await cache.match(cacheKey(url));
  return hit ? await hit.json<Registered>() : undefined;
}

async function remember(url: string, vehicle: Registered): Promise<void> {
  const cache = await caches.open("autosys");
  const headers = { "cache-control": `max-age=${DAY_SECONDS}`, "content-type": "application/json" };
  await cache.put(cacheKey(url), new Response(JSON.stringify(vehicle), { headers }));
}
