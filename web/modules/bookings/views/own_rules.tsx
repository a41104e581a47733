import { Card } from "#web/ui/card.tsx";
import { fill } from "#web/ui/words.ts";
import type { BookingRules } from "#worker/modules/bookings/deadlines/rules.ts";
import { useOwnWords, useSay, type Whose } from "../own_words.ts";

type OwnRulesProps = { rules: BookingRules; student: Whose };

/** The school's rules for whoever books by herself, in whole sentences, before she confirms. */
export function OwnRules({ rules, student }: OwnRulesProps) {
  const t = useOwnWords();
  const say = useSay(student);
  const { late_cancel_percent: percent, no_show_percent: noShow } = rules;
  const deadline =
    rules.cancel_unit === "hours"
      ? fill(t("rule_hours"), { n: rules.cancel_hours })
      : fill(t(rules.cancel_working_days === 1 ? "rule_day" : "rule_days"), {
          n: rules.cancel_working_days,
          by: rules.cancel_by,
        });
  const fees =
    percent === noShow
      ? [say("rule_fee", { percent })]
      : [fill(t("rule_late"), { percent }), say("rule_no_show", { percent: noShow })];
  return (
    <Card title={t("rules_title")} tinted>
      <ul>
        <li>
          {fill(t("rule_window"), {
            hours: rules.self_booking_notice_hours,
            days: rules.self_booking_ahead_days,
          })}
        </li>
        <li>{say("rule_open", { n: rules.self_booking_open })}</li>
        <li>{deadline}</li>
        {fees.map((fee) => (
          <li key={fee}>{fee}</li>
        ))}
        <li>{say("rule_ill")}</li>
      </ul>
    </Card>
  );
}
