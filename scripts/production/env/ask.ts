import { createInterface } from "node:readline/promises";
import { faultsOf } from "#worker/lib/settings/faults.ts";
import { aboutOf, type SettingName } from "#worker/lib/settings/settings.ts";
import { plain, secret } from "./table.ts";
import { filled, type Values } from "./values.ts";

/** Asks on the terminal for each setting that is not made by us; Enter keeps what is there. */
export async function ask(given: Values): Promise<Values> {
  if (!process.stdin.isTTY)
    throw new Error("Nobody can be asked here: npm run setup:env -- --yes --origin https://...");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const values: Values = { ...given };
  try {
    for (const name of [...plain, ...secret]) await askFor(terminal, name, values);
  } finally {
    terminal.close();
  }
  return values;
}

type Terminal = { question(text: string): Promise<string> };

async function askFor(terminal: Terminal, name: SettingName, values: Values): Promise<void> {
  const { what, how, missing, make, secret: isSecret } = aboutOf(name);
  if (make) return;
  console.log(`\n${name}: ${what}\n  usually ${how}; without it: ${missing}`);
  for (;;) {
    const now = filled(values)[name] ?? "";
    const shown = isSecret && now ? "kept" : now;
    const typed = (await terminal.question(`  [${shown}] `)).trim() || now;
    const fault = faultsOf({ ...filled(values), [name]: typed }).find((one) => one.name === name);
    if (!fault || fault.fault === "missing") {
      if (typed) values[name] = typed;
      return;
    }
    console.log(`  That is ${fault.fault}: ${what}`);
  }
}
