import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import config from "../../drizzle.config.ts";
import { command } from "../gates/part.ts";

/** Whether the tables in code are those of the migrations: drizzle-kit must find nothing to add. */
export async function checkDrift(migrations = "migrations"): Promise<string[]> {
  mkdirSync(".wrangler", { recursive: true });
  const place = mkdtempSync(".wrangler/drift-"); // drizzle-kit wants a path relative to here
  try {
    cpSync(migrations, `${place}/migrations`, { recursive: true });
    writeFileSync(
      `${place}/drizzle.config.json`,
      JSON.stringify({ ...config, out: `${place}/migrations` }),
    );
    const line = ["drizzle-kit", "generate", "--config", `${place}/drizzle.config.json`];
    const { code, output } = await command(line, { minutes: 1 });
    if (code === 0 && output.includes("No schema changes")) return [];
    return ["The migrations lack something of the schema: npm run migrate:new", output.trim()];
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
