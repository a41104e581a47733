import Argon2, { Argon2Type } from "@phi-ag/argon2";
import wasm from "@phi-ag/argon2/argon2.wasm";
import bcrypt from "bcryptjs";
import { passwordText } from "./password_text.ts";
import { Problem } from "./problem.ts";

// OWASP's first choice: 19 MiB, two passes, one lane. PBKDF2 is capped in production, not here.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1, hashLength: 32 };
const current = "$argon2id$v=19$m=19456,t=2,p=1$";

// Of a random password that nobody kept: an address nobody has costs as much as one somebody has.
const nobody =
  "$argon2id$v=19$m=19456,t=2,p=1$Ei3Vcu+GnBQv96OqyM3kqQ$tduHIwOOLFob+2UQyyc7lYF64S926PPu6KjMUx5aRgw";

const RUNNING = 2;
const WAITING = 20;
const LEASE = 5_000;

// One instance for each isolate: its 20 MB of memory can only grow.
let engine: Promise<Argon2> | undefined;
let done = 0;
const running = new Map<symbol, number>();
const waiting = new Map<symbol, number>();

/** How many hashes this isolate has worked through. */
export const hashesDone = () => done;

/** What is kept of a password, as a PHC string. Seal it before it is stored. */
export function hashPassword(password: string): Promise<string> {
  return inTurn((argon) => {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    return argon.hash(passwordText(password), { ...cost, type: Argon2Type.Argon2id, salt }).encoded;
  });
}

/** What a check found. `weak`: the password is right, but its hash is of an older kind. */
export type Checked = { right: boolean; weak: boolean };

/** Whether it is the password behind a hash. Without a hash it does the same work and says no. */
export function checkPassword(password: string, hash: string | undefined): Promise<Checked> {
  return inTurn(async (argon) => {
    if (hash && /^\$2[aby]\$/.test(hash))
      return { right: await bcrypt.compare(password, hash), weak: true };
    const { success } = argon.tryVerify(hash ?? nobody, passwordText(password));
    return { right: success && hash !== undefined, weak: !hash?.startsWith(current) };
  });
}

/**
 * At most two at a time and twenty behind them; who comes later is told to come back. Those who
 * wait look again by themselves, and places run out: a request that was broken off frees its own.
 */
async function inTurn<T>(work: (argon: Argon2) => T | Promise<T>): Promise<T> {
  const me = Symbol("turn");
  if (taken(running) >= RUNNING) await myTurn(me);
  running.set(me, Date.now());
  try {
    engine ??= WebAssembly.instantiate(wasm).then((instance) => new Argon2(instance));
    const argon = await engine;
    await scheduler.wait(0); // lets whoever asks for less than a hash go first
    done++;
    return await work(argon);
  } finally {
    running.delete(me);
  }
}

async function myTurn(me: symbol): Promise<void> {
  if (taken(waiting) >= WAITING) throw new Problem(503, "busy", { retryAfter: 2 });
  waiting.set(me, Date.now());
  try {
    while (taken(running) >= RUNNING) await scheduler.wait(5);
  } finally {
    waiting.delete(me);
  }
}

function taken(places: Map<symbol, number>): number {
  const now = Date.now();
  for (const [place, since] of places) if (now - since > LEASE) places.delete(place);
  return places.size;
}
