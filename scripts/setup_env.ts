/**
 * Asks for the settings of production, or makes them; says what is wrong before anything is deployed.
 *
 *   npm run setup:env                                    asks
 *   npm run setup:env -- --yes --origin https://tms.skolen.no
 *   --set NAME=value        any other setting, as often as you like
 *   --file PATH             where the secrets are written (.env.production), for your eyes only
 *   --config PATH           where the rest is written (wrangler.toml)
 *   --bulk                  also gives the secrets to Cloudflare (wrangler secret bulk)
 *   --local                 the settings of this machine in .dev.vars, as npm start writes them
 *
 * What is there already stays, the key ring above all; what followed from the address follows it to
 * another one. Secrets are never printed. Ends with 0, 1 (something is missing or wrong still) or 2
 * (nothing was written).
 */
import { existsSync, readFileSync } from "node:fs";
import { faultsOf } from "#worker/lib/settings/faults.ts";
import { aboutOf, type SettingName } from "#worker/lib/settings/settings.ts";
import { portsFrom, writeDevVars } from "./dev/dev_vars.ts";
import { flagsOf } from "./flags.ts";
import { ask } from "./production/env/ask.ts";
import { giveSecrets } from "./production/env/bulk.ts";
import {
  assignment,
  filled,
  followed,
  parted,
  secretFile,
  secretsIn,
  type Values,
  varsIn,
  wanting,
  withoutGuessed,
  withVars,
} from "./production/env/values.ts";
import { writePrivate, writeWhole } from "./production/env/write.ts";

const flags = flagsOf({
  yes: { type: "boolean", default: false },
  origin: { type: "string" },
  set: { type: "string", multiple: true, default: [] },
  file: { type: "string", default: ".env.production" },
  config: { type: "string", default: "wrangler.toml" },
  bulk: { type: "boolean", default: false },
  local: { type: "boolean", default: false },
});

try {
  if (flags.local) {
    const wrote = writeDevVars(".dev.vars", portsFrom(8787));
    console.log(wrote ? "Wrote .dev.vars" : ".dev.vars is there already, and stays as it is");
  } else process.exitCode = await setUp();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function setUp(): Promise<number> {
  const toml = readFileSync(flags.config, "utf8");
  const kept = existsSync(flags.file) ? secretsIn(readFileSync(flags.file, "utf8")) : {};
  const said: Values = Object.fromEntries(flags.set.map(assignment));
  const before = varsIn(toml);
  const given: Values = {
    ...withoutGuessed(before),
    ...kept,
    ...said,
    ...(flags.origin && { ORIGIN: flags.origin }),
  };
  const wrong = faultsOf(given).some(({ name, fault }) => name === "ORIGIN" && fault === "wrong");
  if (flags.yes && wrong)
    throw new Error("ORIGIN is wrong, and nothing was written: want https://the.address alone");
  const values = filled(flags.yes ? given : await ask(given));
  const { plain, secret } = parted(values);
  const faults = wanting(values);
  writeWhole(flags.config, withVars(toml, plain));
  writePrivate(flags.file, secretFile(secret));
  const sofar = faults.length > 0 ? "What there is so far:" : "Settings are in";
  console.log(`${sofar} ${flags.config}, secrets in ${flags.file} (for your eyes only):`);
  for (const name of Object.keys(secret)) {
    const how = (kept[name as SettingName] && "as it was") || "new";
    console.log(`  ${name.padEnd(16)} ${how}`);
  }
  for (const name of followed(before, values))
    console.log(`${name} follows from ORIGIN: ${values[name]}`);
  if (followed(before, values).includes("SECURITY_CONTACT"))
    console.log("  Somebody must make that mailbox, and read it");
  for (const { name, fault, how } of faults)
    console.error(
      `${name} is ${fault === "placeholder" ? "still a sample" : fault}: ${aboutOf(name as SettingName).what} (${how})`,
    );
  if (faults.length > 0) return 1;
  if (flags.bulk) await giveSecrets(secret, flags.config);
  console.log(
    `Keep a copy of ${flags.file} outside of Cloudflare: without KEYS nothing that is encrypted can be read.`,
  );
  return 0;
}
