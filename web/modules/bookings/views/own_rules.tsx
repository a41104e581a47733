import { Card } from "#web/ui/card.tsx";
import { fill } from "#web/ui/words.ts";
import type { BookingRules } from "#worker/modules/bookings/deadlines/rules.ts";
import { useOwnWords } from "../own_words.ts";

/** The school's rules for whoever books by herself, in whole sentences, before she confirms. */
export function OwnRules({ rules }: { rules: BookingRules }) {
  const t = useOwnWords();
  const deadline =
    rules.cancel_unit === "hours"
      ? fill(t("rule_hours"), { n: rules.cancel_hours })
      : fill(t("rule_days"), { n: rules.cancel_working_days, by: rules.cancel_by });
  return (
    <Card title={t("rules_title")} tinted>
      <ul>
        <li>
          {fill(t("rule_window"), {
            hours: rules.self_booking_notice_hours,
            days: rules.self_booking_ahead_days,
          })}
        </li>
        <li>{fill(t("rule_open"), { n: rules.self_booking_open })}</li>
        <li>{deadline}</li>
        <li>{fill(t("rule_fee"), { percent: rules.late_cancel_percent })}</li>
        <li>{t("rule_ill")}</li>
      </ul>
    </Card>
  );
}
