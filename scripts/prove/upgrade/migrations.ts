import { globSync, readFileSync } from "node:fs";

/** A migration that came later, and its statements as the product sends them. */
export type Migration = { name: string; statements: readonly string[] };

/** The migrations that came after one. */
export const migrationsAfter = (schema: string): Migration[] =>
  globSync("*.sql", { cwd: "migrations" })
    .sort()
    .filter((name) => name > schema)
    .map((name) => ({
      name,
      statements: readFileSync(`migrations/${name}`, "utf8")
        .split("--> statement-breakpoint")
        .filter((text) => text.replaceAll(/--.*$/gm, "").trim()),
    }));
