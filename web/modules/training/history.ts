import { useView } from "#web/ui/view.ts";
import { nameText } from "#web/words.ts";
import { useWords } from "./words.ts";

const labels = [
  "step",
  "onDate",
  "minutes",
  "rule",
  "kind",
  "classCode",
  "recommendation",
  "result",
  "until",
  "version",
  "route",
] as const;
const values = [
  "kind_licence",
  "kind_practice_permit",
  "kind_application",
  "kind_health",
  "kind_theory_test",
  "kind_practical_test",
  "recommendation_ready",
  "recommendation_not_yet",
  "result_passed",
  "result_failed",
  "route_full",
  "route_upgrade",
] as const;

/** How a student's history names the fields of her training, and their values. */
export function useTrainingHistory() {
  const t = useWords();
  const { locale } = useView();
  return {
    label(field: string): string | undefined {
      const known = labels.find((one) => one === field);
      return known && t(known);
    },
    value(field: string, value: unknown): string | undefined {
      const known = values.find((one) => one === `${field}_${value}`);
      if (known) return t(known);
      if (field === "step") return nameText(locale, String(value ?? ""));
      return field === "rule" ? nameText(locale, `rule.${value}`) : undefined;
    },
  };
}
