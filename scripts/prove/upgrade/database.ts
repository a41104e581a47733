import { globSync } from "node:fs";

/** The file in which Miniflare keeps the one D1 of a folder of state. */
export function databaseIn(state: string): string {
  const found = globSync(`${state}/d1/*/*.sqlite`).find((path) => !path.includes("metadata"));
  if (!found) throw new Error(`There is no database in ${state}`);
  return found;
}
