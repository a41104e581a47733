import { type Settings, settingNames, settings } from "./settings.ts";
import type { Fault } from "./strength.ts";

/** A setting by its name, and what is wrong with it. Never its value. */
export type SettingFault = { name: string; fault: Fault };

type Given = Partial<Settings>;

/** What only holds together: a setting that another one asks for. */
const asked: readonly (readonly [name: keyof Settings, when: (given: Given) => boolean])[] = [
  ["MAIL_HTTP_URL", ({ MAIL_TRANSPORT }) => MAIL_TRANSPORT === "http"],
  ["MAIL_HTTP_KEY", ({ MAIL_TRANSPORT }) => MAIL_TRANSPORT === "http"],
  ["SMTP_URL", ({ MAIL_TRANSPORT }) => MAIL_TRANSPORT === "smtp"],
  ["SMS_KEY", ({ SMS_URL }) => Boolean(SMS_URL)],
  ["OPERATOR_KEY", () => true],
];

/**
 * Everything that is wrong with the settings. A local run may have sample values and leave out
 * what it does not use: there only what cannot be used at all is a fault.
 */
export function faultsOf(given: Given): SettingFault[] {
  const faults = settingNames.flatMap((name): SettingFault[] => {
    const rule = settings.shape[name];
    const value = given[name] ?? "";
    if (!value && rule.safeParse(undefined).success) return [];
    const found = rule.safeParse(value);
    if (found.success) return [];
    const fault = value ? ((found.error.issues[0]?.message ?? "wrong") as Fault) : "missing";
    return [{ name, fault }];
  });
  const named = new Set<string>(faults.map(({ name }) => name));
  const wanted = asked
    .filter(([name, when]) => when(given) && !given[name] && !named.has(name))
    .map(([name]): SettingFault => ({ name, fault: "missing" }));
  const synthetic: SettingFault[] =
    given.ENVIRONMENT === "production" && given.SYNTHETIC_IDS === "yes"
      ? [{ name: "SYNTHETIC_IDS", fault: "wrong" }]
      : [];
  const all = [...faults, ...wanted, ...synthetic];
  return given.ENVIRONMENT === "local" ? all.filter(({ fault }) => fault === "wrong") : all;
}

/** The same in words for a log: `KEYS (weak), ORIGIN (missing)`. */
export const inWords = (faults: readonly SettingFault[]): string =>
  faults.map(({ name, fault }) => `${name} (${fault})`).join(", ");
