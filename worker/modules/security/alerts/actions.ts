import { uuidv7 } from "uuidv7";
import { ruleTexts } from "#web/modules/security/rule_words.ts";
import { diffOf } from "#worker/lib/audit.ts";
import { changes, commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { take, tryTake } from "#worker/lib/limits.ts";
import type { Message } from "#worker/lib/outbox.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { publicAddress } from "#worker/lib/public_address.ts";
import { letter } from "#worker/modules/mail/mod.ts";
import { levels, type RuleName } from "../input.ts";
import { catalogue, type Raised } from "../rules.ts";
import type { Alerts, AlertsForm } from "./input.ts";
import { getAlerts, insertDelivery, writeAlerts, writeSecret } from "./queries.ts";
import { newSecret } from "./sign.ts";

const about = (entityId: string) => ({ entity: "security_alerts", entityId });

/** Changes where the school is told, and from which level on. */
export async function changeAlerts(ctx: Ctx, said: AlertsForm): Promise<void> {
  if (said.hookUrl !== null && !publicAddress(said.hookUrl, ctx.env))
    throw fieldProblem("hookUrl", "security.not_public");
  const { least, mails, hookUrl, version } = await getAlerts(ctx);
  const { version: _, ...after } = said;
  const diff = diffOf({ least, mails, hookUrl }, after);
  if (!changes({ version }, said, diff)) return;
  await commit(ctx, {
    ...about(ctx.actor.schoolId),
    action: "security.alerts_changed",
    diff,
    write: [writeAlerts(ctx, said), mustChange(ctx)],
  });
}

/** Makes another secret and answers it, this once. */
export async function renewSecret(ctx: Ctx): Promise<string> {
  const secret = newSecret();
  if ((await getAlerts(ctx)).version === 0) throw new Problem(409, "security.nowhere");
  await commit(ctx, {
    ...about(ctx.actor.schoolId),
    action: "security.secret_renewed",
    diff: { secret: "hidden" },
    write: [writeSecret(ctx, secret), mustChange(ctx)],
  });
  return secret;
}

/** Sends an alert about nothing, so that the school sees whether it comes. */
export async function tryAlerts(ctx: Ctx, once: string = uuidv7()): Promise<void> {
  const alerts = await getAlerts(ctx);
  if (alerts.mails.length === 0 && !alerts.hookUrl) throw new Problem(409, "security.nowhere");
  await take(ctx, "alert.school", ctx.actor.schoolId);
  const out = alertOf(ctx, alerts, { id: once, rule: "test", path: "/security/alerts" });
  await commit(ctx, {
    ...about(once),
    action: "security.alerts_tried",
    write: out.write,
    tell: out.tell,
  });
}

/** Tells of an event that is new, once, where the school wants to hear of what is that serious. */
export async function alertOn(
  ctx: Ctx,
  events: readonly Pick<Raised, "id" | "rule">[],
): Promise<void> {
  if (events.length === 0) return;
  const alerts = await getAlerts(ctx);
  const { least } = alerts;
  if (least === "off" || (alerts.mails.length === 0 && !alerts.hookUrl)) return;
  const from = levels.indexOf(least);
  const serious = events.filter(({ rule }) => levels.indexOf(catalogue[rule].level) >= from);
  for (const { id, rule } of serious) {
    // The page shows all of them; a mailbox is not filled by whoever attacks, and what is noise
    // does not use up what a danger needs.
    const { level } = catalogue[rule];
    if ((await tryTake(ctx, "alert.school", `${ctx.actor.schoolId}.${level}`)) > 0) continue;
    const out = alertOf(ctx, alerts, { id, rule, path: `/security/${id}` });
    await commit(ctx, {
      ...{ entity: "security_event", entityId: id, action: "security.alerted" },
      write: out.write,
      tell: out.tell,
    }).catch((error) => {
      // Told already, by a run that did not come to its end.
      if (!(error instanceof Problem && error.code === "already_done")) throw error;
    });
  }
}

type Said = Alerts & { locale: "nb" | "en" };
type What = { id: string; rule: RuleName | "test"; path: string };

function alertOf(ctx: Ctx, { mails, hookUrl, locale }: Said, { id, rule, path }: What) {
  const params = { what: ruleTexts[locale][rule], path };
  const letters = mails.map((recipient) =>
    letter(ctx, { template: "security_alert", recipient, locale, params }),
  );
  const call: Message[] = hookUrl ? [{ topic: "security.hook_due", subjectId: id }] : [];
  const hook = hookUrl ? "waiting" : "none";
  const row = { id, test: rule === "test", mails: mails.length, hook } as const;
  return {
    write: [insertDelivery(ctx, row), ...letters.map(({ write }) => write)],
    tell: [...letters.map(({ tell }) => tell), ...call],
  };
}
