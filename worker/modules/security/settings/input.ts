import * as z from "zod";
import { yes } from "#worker/lib/fields.ts";
import { type RuleName, ruleNames } from "../input.ts";

/**
 * From how many in how many minutes a rule speaks, unless a school says otherwise; `once`: each
 * time, so there is nothing to set.
 */
const usual: Record<RuleName, { count: number; minutes: number } | "once"> = {
  account_fails: { count: 10, minutes: 5 },
  address_fails: { count: 30, minutes: 5 },
  spraying: { count: 5, minutes: 15 },
  entered_after_fails: { count: 5, minutes: 15 },
  code_fails: { count: 5, minutes: 10 },
  new_device: "once",
  denied: { count: 5, minutes: 10 },
  foreign_ids: { count: 10, minutes: 10 },
  exports: { count: 2_000, minutes: 60 },
  reveals: { count: 15, minutes: 60 },
  factor_removed: "once",
  new_owner: "once",
};

/** The rules that have something to count. */
export const counted = ruleNames.filter((name) => usual[name] !== "once");

const Count = z.coerce.number().int().min(1).max(100_000);
const Minutes = z.coerce.number().int().min(1).max(1_440);

type Value = z.ZodType<boolean | number>;

const shape: Record<string, Value> = Object.fromEntries(
  ruleNames.flatMap((name): [string, Value][] => {
    const numbers: [string, Value][] = counted.includes(name)
      ? [
          [`${name}_count`, Count],
          [`${name}_minutes`, Minutes],
        ]
      : [];
    return [[`${name}_on`, yes], ...numbers];
  }),
);

/** Of each rule whether it is on, and from how many in how many minutes it speaks. */
export const Rules = z.strictObject(shape);
export type Rules = Readonly<z.output<typeof Rules>>;

/** As a form sends it; version 0 is before the first change. */
export const RulesForm = Rules.extend({ version: z.coerce.number().int().min(0) });

/** The rules of a school as they are answered. */
export const RulesAnswer = Rules.extend({ version: z.int() });

/** What holds for everybody who has not said otherwise. */
export const defaults: Rules = Object.fromEntries(
  ruleNames.flatMap((name): [string, boolean | number][] => {
    const limit = usual[name];
    const numbers: [string, number][] =
      limit === "once"
        ? []
        : [
            [`${name}_count`, limit.count],
            [`${name}_minutes`, limit.minutes],
          ];
    return [[`${name}_on`, true], ...numbers];
  }),
);

/** What a rule needs to speak; undefined when it is off. */
export function limitOf(
  rules: Rules,
  name: RuleName,
): { count: number; minutes: number } | undefined {
  const said = { ...defaults, ...rules };
  if (said[`${name}_on`] !== true) return undefined;
  return {
    count: Number(said[`${name}_count`] ?? 1),
    minutes: Number(said[`${name}_minutes`] ?? 1),
  };
}
