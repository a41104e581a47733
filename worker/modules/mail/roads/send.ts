import type { Bindings } from "#worker/lib/env.ts";
import { byBinding } from "./binding.ts";
import { byHttp } from "./http.ts";
import { type Outgoing, type Result, type Road, tidy } from "./road.ts";
import { bySmtp } from "./smtp.ts";

const roads: Partial<Record<string, Road>> = { binding: byBinding, smtp: bySmtp, http: byHttp };

/** Sends a mail by the road that MAIL_TRANSPORT names. */
export async function send(env: Bindings, mail: Outgoing): Promise<Result> {
  const road = roads[env.MAIL_TRANSPORT];
  if (!road || !env.MAIL_FROM) return { state: "later", why: "mail.not_configured" };
  // A line end in a header is somebody else's header: never sent, whatever the road would do.
  if ([mail.from, mail.to, mail.subject].some((header) => /[\r\n\0]/.test(header)))
    return { state: "refused", why: "mail.header" };
  const result = await road(env, mail);
  return result.state === "sent" ? result : { ...result, why: tidy(result.why) };
}
