import common from "./common_passwords.json" with { type: "json" };
import { fold } from "./fold.ts";

/** The most code points a password may have. */
export const LONGEST = 128;
/** Staff have a second factor beside the password; students and guardians may have none. */
export const SHORTEST = { staff: 12, other: 15 } as const;

let lists: { long: Set<string>; bases: Set<string> } | undefined;
const known = () => {
  lists ??= { long: new Set(common.long.split(" ")), bases: new Set(common.bases.split(" ")) };
  return lists;
};

// What everybody who attacks a driving school tries first.
const trade = common.trade.split(" ");

type Owner = {
  staff: boolean;
  /** What others know of her: e-mail, name, school, town. */
  context: readonly (string | null | undefined)[];
};

/** Why a password is refused, as a problem code; nothing when it may be used. */
export function whyNotPassword(password: string, { staff, context }: Owner): string | undefined {
  const length = [...password.normalize("NFC")].length;
  if (length > LONGEST) return "password.too_long";
  if (length < SHORTEST[staff ? "staff" : "other"])
    return staff ? "password.short_staff" : "password.short";
  if (isCommon(password)) return "password.common";
  if (isContext(password, context)) return "password.context";
  return undefined;
}

const letters = (text: string) => text.replaceAll(/[^\p{L}]/gu, "");
const unleet = (text: string) =>
  text.replaceAll(/[013457@$!8]/g, (ch) => "oieastasib"["013457@$!8".indexOf(ch)] ?? ch);

// A list alone is passed by adding "123!". So a known word with decorations is that word.
function isCommon(password: string): boolean {
  const { long, bases } = known();
  const text = password.normalize("NFKC").toLowerCase();
  if (new Set(text).size < 5 || isRun(text)) return true;
  const core = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return [text, unleet(text), unleet(core)].some(
    (spelling) => long.has(unit(spelling)) || bases.has(unit(letters(spelling))),
  );
}

/** The shortest text of which this one is a repetition. */
function unit(text: string): string {
  const again = (text + text).indexOf(text, 1);
  return again > 0 && again < text.length ? text.slice(0, again) : text;
}

// 123456789012, abcdefghijkl, 987654321098: every letter one step from the one before.
function isRun(text: string): boolean {
  const codes = [...text].map((ch) => ch.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0));
  const even = steps.filter((step) => step === 1 || step === -1).length;
  return even >= steps.length * 0.8;
}

/** Whether what is left without the words that others know is too little to be a secret. */
function isContext(password: string, context: Owner["context"]): boolean {
  const words = [...trade, ...context.flatMap((text) => (text ?? "").split(/[^\p{L}\p{N}]+/u))]
    .map(fold)
    .filter((word) => word.length > 3)
    .sort((a, b) => b.length - a.length);
  const text = fold(password).replaceAll(/[^\p{L}\p{N}]/gu, "");
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), text);
  return rest.length < text.length && (rest.length < 8 || !/\p{L}/u.test(rest));
}
