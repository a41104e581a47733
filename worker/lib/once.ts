import { validator } from "hono/validator";
import { fieldProblem, Problem } from "./problem.ts";
import { note } from "./route.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * A program may name the row it makes: the same `Idempotency-Key`, a UUIDv7, makes the same row
 * and not a second one when an answer was lost on the way.
 */
export function idempotencyKey() {
  const check = validator("header", (headers): { once?: string } => {
    const once = headers["idempotency-key"]?.toLowerCase();
    if (once === undefined) return {};
    if (!uuid.test(once)) throw fieldProblem("Idempotency-Key", "not_an_id");
    return { once };
  });
  return note(check, { idempotencyKey: true });
}

/** Makes the row of a key, or leaves it as an earlier request with the same key has made it. */
export async function makeOnce(once: string | undefined, make: () => Promise<void>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!(once && error instanceof Problem && error.code === "already_done")) throw error;
  }
}
