import { randomBytes } from "node:crypto";
import { parseEnv } from "node:util";
import { faultsOf, type SettingFault } from "#worker/lib/settings/faults.ts";
import {
  type About,
  aboutOf,
  type SettingName,
  type Settings,
  settingNames,
} from "#worker/lib/settings/settings.ts";
import { faultOfToken } from "#worker/lib/settings/strength.ts";

export type Values = Partial<Settings>;

const makers: Record<NonNullable<About["make"]>, () => string> = {
  ring: () => `k1:${randomBytes(32).toString("base64")}`,
  token: () => {
    for (;;) {
      const token = randomBytes(32).toString("base64url");
      if (!faultOfToken(token)) return token; // it may spell something by chance
    }
  },
};

/** What follows from the public address when nobody says otherwise. */
export function guessed({ ORIGIN = "" }: Values): Values {
  const host = URL.parse(ORIGIN)?.hostname;
  if (!host) return {};
  // A letter from tms.skolen.no is best sent by skolen.no, which has the records for it.
  const domain = host.split(".").slice(-2).join(".");
  return { MAIL_FROM: `TMS <tms@${domain}>`, SECURITY_CONTACT: `mailto:security@${domain}` };
}

/** Settings without those that followed from their address: they follow the next one. */
export function withoutGuessed(given: Values): Values {
  const guesses = guessed(given);
  const own = Object.entries(given).filter(
    ([name, value]) => guesses[name as SettingName] !== value,
  );
  return Object.fromEntries(own);
}

/** What was guessed from the address now, and was not there before. */
export function followed(before: Values, now: Values): SettingName[] {
  const guesses = Object.entries(guessed(now)) as [SettingName, string][];
  return guesses
    .filter(([name, guess]) => now[name] === guess && before[name] !== guess)
    .map(([name]) => name);
}

/** Fills what is missing: made where we can make it, guessed where it follows. What is there stays. */
export function filled(given: Values): Values {
  const values: Values = { ...given };
  for (const [name, value] of Object.entries(guessed(given)) as [SettingName, string][])
    if (!values[name]) values[name] = value;
  for (const name of settingNames) {
    const { make } = aboutOf(name);
    if (make && !values[name]) values[name] = makers[make]();
  }
  return values;
}

/** What is wrong with them for production, each with what would mend it. */
export const wanting = (values: Values): (SettingFault & { how: string })[] =>
  faultsOf(values).map((found) => ({
    ...found,
    how: aboutOf(found.name as SettingName).how,
  }));

/** The settings of `[vars]` in a wrangler.toml. */
export function varsIn(toml: string): Values {
  const [, block = ""] = /^\[vars\]\n([\s\S]*?)(?=^\[|$(?![\s\S]))/m.exec(toml) ?? [];
  const found = [...block.matchAll(/^(\w+) = (".*")\s*$/gm)];
  return Object.fromEntries(
    found.map(([, name = "", value = '""']) => [name, JSON.parse(value) as string]),
  );
}

/** A wrangler.toml with these settings in its `[vars]`; all else, comments too, is as it was. */
export function withVars(toml: string, values: Values): string {
  return Object.entries(values).reduce((text, [name, value]) => {
    if (aboutOf(name as SettingName).secret) throw new Error(`${name} is a secret`);
    const at = new RegExp(`^${name} = ".*"$`, "m");
    if (!at.test(text)) throw new Error(`wrangler.toml has no ${name} under [vars]`);
    return text.replace(at, () => `${name} = ${JSON.stringify(value)}`);
  }, toml);
}

/** The secrets of a file that `secretFile()` wrote, or of any `.env`. */
export const secretsIn = (text: string): Values => parseEnv(text) as Values;

/** The secrets as a file. Keep a copy of it where Cloudflare is not. */
export function secretFile(values: Values): string {
  // In the order of the schema, so that writing what was read changes nothing.
  const there = settingNames.filter((name) => name in values);
  const lines = there.map((name) => {
    const value = values[name];
    if (/["\n\\]/.test(value ?? "")) throw new Error(`${name} cannot hold quotes or line ends`);
    return `${name}="${value}"`;
  });
  const head =
    "# Secrets of production, written by npm run setup:env. Never in git; keep a copy of KEYS elsewhere.";
  return [head, ...lines, ""].join("\n");
}

const isSetting = (name: string): name is SettingName =>
  settingNames.some((known) => known === name);

/**
 * Splits them into what stands in wrangler.toml and what does not, both in the order of the schema:
 * Node hands out what it reads of a file by the alphabet.
 */
export function parted(values: Values): { plain: Values; secret: Values } {
  const entries = settingNames
    .filter((name) => values[name])
    .map((name) => [name, values[name]] as const);
  const isSecret = ([name]: readonly [SettingName, unknown]) => aboutOf(name).secret === true;
  return {
    plain: Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
    secret: Object.fromEntries(entries.filter(isSecret)),
  };
}

/** Reads `NAME=value`; refuses a name that nobody reads. */
export function assignment(text: string): [SettingName, string] {
  const [, name = "", value = ""] = /^(\w+)=([\s\S]*)$/.exec(text) ?? [];
  if (!isSetting(name)) throw new Error(`There is no setting "${name || text}"`);
  return [name, value];
}
