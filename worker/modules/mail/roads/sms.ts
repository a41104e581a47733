import * as z from "zod";
import type { Bindings } from "#worker/lib/env.ts";
import { fetchOut, jsonIn, type Out } from "#worker/lib/fetch_out.ts";
import { type TextResult, tidy } from "./road.ts";

/** An SMS as it leaves the house. */
export type OutgoingText = {
  /** The same for every attempt at the same sending. */
  reference: string;
  /** What stands as the sender: a name of at most eleven letters and digits, or a number. */
  from: string;
  /** E.164. */
  to: string;
  text: string;
};

const Accepted = z.object({ id: z.union([z.string(), z.number()]).transform(String) });
const Refusal = z.object({ message: z.string() });

// Refusals that are about this one message.
const aboutTheMessage = [400, 413, 422];
// Refusals that say that it was not taken: our key, our credit, their queue, and what Cloudflare
// answers for a service that it could not reach.
const notTaken = [401, 402, 403, 404, 405, 429, 503, 521, 522, 523, 525, 526, 530];
const notAsked = ["outside.host", "outside.resting", "outside.redirect"];

/** Why nothing can leave by SMS at all; an operator puts that right. */
export const hindranceOf = ({ SMS_URL, SMS_KEY }: Bindings) =>
  SMS_URL && SMS_KEY ? undefined : "sms.not_configured";

/** Hands an SMS to the gateway: POST /messages, whose answer has an id, or a message why not. */
export async function sendText(env: Bindings, message: OutgoingText): Promise<TextResult> {
  const out = await fetchOut(env, `${env.SMS_URL}/messages`, {
    method: "POST",
    headers: {
      authorization: env.SMS_KEY ?? "",
      "content-type": "application/json",
      "idempotency-key": message.reference,
    },
    body: JSON.stringify(message),
  });
  return resultOf(out);
}

/** What the gateway's answer means for the message. */
export function resultOf(out: Out): TextResult {
  if (!out.answered) {
    const state = notAsked.includes(out.code) ? "later" : "unknown";
    return { state, why: state === "later" ? out.code : "sms.unknown" };
  }
  const { status, body } = out;
  if (status >= 200 && status < 300)
    return { state: "sent", providerId: jsonIn(body, Accepted)?.id ?? null };
  const why = tidy(`${status} ${jsonIn(body, Refusal)?.message ?? ""}`.trim());
  if (aboutTheMessage.includes(status)) return { state: "refused", why };
  return notTaken.includes(status)
    ? { state: "later", why }
    : { state: "unknown", why: "sms.unknown" };
}
