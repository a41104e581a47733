import { aboutOf, type SettingName, settingNames } from "#worker/lib/settings/settings.ts";

/** The document that the tables stand in. */
export const document = "PRODUCTION_SETUP.md";

const begin = (name: string) => `<!-- ${name}: from worker/lib/settings/settings.ts -->`;
const end = (name: string) => `<!-- end of ${name} -->`;

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const line = (name: SettingName) => {
  const { what, how, missing } = aboutOf(name);
  return row([`\`${name}\``, what, how, missing]);
};

function table(names: readonly SettingName[], usual: string): string {
  const head = ["Name", "What", usual, "If it is missing"];
  return [row(head), row(head.map(() => "---")), ...names.map(line)].join("\n");
}

const isSecret = (name: SettingName) => aboutOf(name).secret === true;

/** Settings that stand in wrangler.toml, in the order of the schema. */
export const plain = settingNames.filter((name) => !isSecret(name));
/** Settings that only Cloudflare and the operator's own file know. */
export const secret = settingNames.filter(isSecret);

const parts = {
  settings: () => table(plain, "Usually"),
  secrets: () => table(secret, "How to get it"),
};

/** The document with both tables as the schema has them. */
export function withTables(text: string): string {
  return Object.entries(parts).reduce((done, [name, make]) => {
    const [before, rest] = done.split(`${begin(name)}\n`);
    const [, after] = rest?.split(`${end(name)}`) ?? [];
    if (before === undefined || after === undefined)
      throw new Error(`Cannot find the place of the ${name} in ${document}`);
    return `${before}${begin(name)}\n${make()}\n${end(name)}${after}`;
  }, text);
}

/** What differs between the document, wrangler.toml and the schema. */
export function checkTables(text: string, toml: string): string[] {
  const vars = /\[vars\]\n([\s\S]*?)\n\[/.exec(toml)?.[1] ?? "";
  const there = [...vars.matchAll(/^(\w+) = /gm)].map(([, name]) => name ?? "");
  return [
    ...(withTables(text) === text
      ? []
      : [`${document} is not what the settings say: npm run settings:table`]),
    ...plain.filter((name) => !there.includes(name)).map((name) => `wrangler.toml has no ${name}`),
    ...there
      .filter((name) => !plain.some((known) => known === name))
      .map(
        (name) =>
          `wrangler.toml has ${name}, which is ${secret.some((s) => s === name) ? "a secret" : "no setting"}`,
      ),
  ];
}
