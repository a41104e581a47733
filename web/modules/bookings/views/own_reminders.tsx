import { Card } from "#web/ui/card.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { Choice, constraints, ErrorSummary, Form, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { phoneText } from "#web/ui/phone.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import type { Draft } from "#worker/lib/input.ts";
import {
  type OwnReminders,
  ReminderInput,
  reminderWays,
} from "#worker/modules/bookings/reminders/input.ts";
import { useOwnWords } from "../own_words.ts";

const rules = constraints(ReminderInput);

type Props = { choice: OwnReminders; draft: Draft<unknown> };

/** How somebody is reminded of lessons, and where the reminder goes. */
export function OwnRemindersPage({ choice, draft }: Props) {
  const t = useOwnWords();
  const { email, phone, why } = choice;
  const options = reminderWays.map((value) => ({ value, label: t(`by_${value}`) }));
  // The number beside "SMS" would read as if a reminder went there.
  const off = why.length > 0 && phone ? t("not_sms") : undefined;
  const smsTo = off ?? (phone ? phoneText(phone) : t("no_phone"));
  return (
    <Page
      title={t("reminders")}
      lead={t("reminders_lead")}
      crumbs={[{ href: "/me/bookings", label: t("title") }]}
      narrow
    >
      <Card>
        <Facts
          items={[
            { label: t("by_mail"), value: email ?? t("no_email") },
            { label: t("by_sms"), value: smsTo },
          ]}
        />
        <p class="hint">{t("reach_hint")}</p>
      </Card>
      {why.length > 0 ? (
        <Reasons reasons={why} title={t("no_sms")} />
      ) : (
        <>
          <ErrorSummary draft={draft} labels={{ by: t("by") }} />
          <Form action="/me/reminders">
            <Choice name="by" label={t("by")} options={options} draft={draft} rules={rules} />
            <Submit>{t("save")}</Submit>
          </Form>
        </>
      )}
    </Page>
  );
}
