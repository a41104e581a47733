import { overridable, type Why } from "./input/why.ts";

type Params = Record<string, string | number>;
type Says = { rule: string; source: string; params?: Params };

function why({ rule, source, params = {} }: Says, weight: Why["weight"]): Why {
  return {
    code: `curriculum.${rule}`,
    source,
    params,
    help: `curriculum.${rule}_help`,
    rule,
    weight,
    overridable: overridable.some((one) => one === rule),
    overridden: null,
  };
}

/** The rule says no. */
export const refuse = (says: Says): Why => why(says, "refuse");
/** Allowed, but somebody should know. */
export const warn = (says: Says): Why => why(says, "warn");
