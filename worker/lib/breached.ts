import { createHash } from "node:crypto";
import type { Ctx } from "./ctx.ts";
import { fetchOut } from "./fetch_out.ts";
import { log } from "./log.ts";

// Somebody waits with a form that is right in every other way.
const TIMEOUT = 2_000;

/**
 * Whether a password is known to have leaked somewhere, as Have I Been Pwned knows it. It is told
 * five of the forty digits of the password's SHA-1, which hundreds of others share, and answers all
 * of those, so that it learns neither the password nor whether it was found; padding hides even how
 * many there were. Without an answer nobody is held up: the log says so, and our own list has been
 * asked already.
 */
export async function isBreached(
  { env, requestId }: Pick<Ctx, "env" | "requestId">,
  password: string,
): Promise<boolean> {
  if (!env.HIBP_URL) return false;
  const sha1 = createHash("sha1").update(password.normalize("NFC")).digest("hex").toUpperCase();
  const out = await fetchOut(env, `${env.HIBP_URL}/range/${sha1.slice(0, 5)}`, {
    headers: { "add-padding": "true", "user-agent": "TMS" },
    timeoutMs: TIMEOUT,
  });
  if (!out.answered || out.status !== 200) {
    const reason = out.answered ? String(out.status) : out.code;
    log("error", "breached_passwords.unknown", { request_id: requestId, reason });
    return false;
  }
  return timesSeen(out.body, sha1.slice(5)) > 0;
}

/** How often the answer says that a password was seen: a line of padding says never. */
function timesSeen(body: string, suffix: string): number {
  const line = body.split("\n").find((one) => one.toUpperCase().startsWith(`${suffix}:`));
  return Number(line?.slice(suffix.length + 1) ?? 0);
}
