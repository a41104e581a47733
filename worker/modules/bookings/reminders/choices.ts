import { eq, sql } from "drizzle-orm";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { fieldProblem } from "#worker/lib/problem.ts";
import { contacts } from "#worker/modules/contacts/mod.ts";
import { asSetting, type SettingValue, settingRow } from "#worker/modules/schools/mod.ts";
import { students } from "#worker/modules/students/mod.ts";
import { reminderChoices } from "../schema.ts";
import type { OwnReminders, ReminderInput } from "./input.ts";
import { canText, wayOf, whyNotText } from "./rules.ts";

type Sms = SettingValue<"reminder_sms">;

/** What a school's setting means here: where no gateway is set up, nothing goes by SMS. */
export const smsAt = ({ env }: Ctx, sms: Sms): Sms => (env.SMS_URL ? sms : "off");

// Somebody may be a student and a guardian at once, and few are more often in a register.
const FUSE = 10;

const mine = (ctx: Ctx, of: typeof students | typeof contacts) =>
  ctx.db
    .select({ email: of.email, phone: of.phone })
    .from(of)
    .where(sql`${of.schoolId} = ${ctx.actor.schoolId} and ${of.userId} = ${ctx.actor.id}`)
    .limit(FUSE);

/** How whoever asks is reminded, as a student or a guardian of the active school. One trip. */
export async function readChoice(ctx: Ctx): Promise<OwnReminders> {
  const [own, answersFor, [chosen], setting] = await ctx.db.batch([
    mine(ctx, students),
    mine(ctx, contacts),
    ctx.db
      .select({ by: reminderChoices.by })
      .from(reminderChoices)
      .where(
        sql`${eq(reminderChoices.schoolId, ctx.actor.schoolId)}
          and ${eq(reminderChoices.userId, ctx.actor.id)}`,
      ),
    settingRow(ctx, "reminder_sms"),
  ]);
  const rows = [...own, ...answersFor];
  const email = rows.find((row) => row.email !== null)?.email ?? null;
  const phone = rows.find((row) => canText(row.phone))?.phone ?? null;
  const sms = smsAt(ctx, asSetting("reminder_sms", setting));
  const by = wayOf({ email, phone, by: chosen?.by ?? null }, sms) ?? "mail";
  return { by, email, phone, why: whyNotText({ phone }, sms) };
}

/** Chooses how she is reminded; by SMS only where there is a number and the school sends them. */
export async function chooseReminder(ctx: Ctx, { by }: ReminderInput): Promise<void> {
  const before = await readChoice(ctx);
  const [reason] = by === "mail" ? [] : before.why;
  if (reason) throw fieldProblem("by", reason.code);
  if (by !== "sms" && before.email === null) throw fieldProblem("by", "bookings.no_address");
  const { schoolId, id: userId } = ctx.actor;
  await commit(ctx, {
    action: "bookings.reminder_chosen",
    entity: "reminder_choice",
    entityId: userId,
    diff: { by: [before.by, by] },
    write: [
      ctx.db
        .insert(reminderChoices)
        .values({ schoolId, userId, by })
        .onConflictDoUpdate({
          target: [reminderChoices.schoolId, reminderChoices.userId],
          set: { by },
        }),
    ],
  });
}
