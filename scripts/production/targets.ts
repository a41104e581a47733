import { documentsConfig } from "../dev/wrangler.ts";

/** What can be deployed, and the settings of each. */
const configs: Readonly<Record<string, string>> = {
  production: "wrangler.toml",
  staging: "wrangler.staging.toml",
  documents: documentsConfig,
};

/** The settings of a target; throws when there is none of that name. */
export function configOf(target: string): string {
  const config = configs[target];
  if (!config)
    throw new Error(`There is no target "${target}": ${Object.keys(configs).join(", ")}`);
  return config;
}

/** Where is written what was done to a target. */
export const notesOf = (target: string) => `.wrangler/deploy/${target}`;
