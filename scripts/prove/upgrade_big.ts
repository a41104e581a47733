import { DatabaseSync } from "node:sqlite";
import { migrate } from "../dev/database.ts";
import { type Part, verdict } from "../gates/part.ts";
import { forget, freshData } from "../serve/serve.ts";
import { broken, fresh, schemaOf } from "./upgrade/carried.ts";
import { databaseIn } from "./upgrade/database.ts";
import { grow, rowsOfSchools } from "./upgrade/grow.ts";
import { migrationsAfter } from "./upgrade/migrations.ts";
import { type Release, releases } from "./upgrade/release.ts";
import { layDown } from "./upgrade/used.ts";

const ROWS = 400_000;
const WANTED = 60; // seconds for all migrations together

/** Each kept release, grown to what many schools have, is migrated by the real wrangler in time. */
export const upgradeBig: Part = {
  name: "upgrade-400k",
  run: async () => {
    const findings: string[] = [];
    for (const release of releases()) findings.push(...(await migrated(release)));
    return verdict(findings);
  },
};

async function migrated(release: Release): Promise<string[]> {
  const persist = await freshData([]);
  try {
    const path = databaseIn(`${persist}/v3`);
    layDown(path, release);
    const before = opened(path, (file) => grow(file, ROWS));
    const began = performance.now();
    await migrate(persist);
    const seconds = (performance.now() - began) / 1000;
    const { after, findings } = opened(path, (file) => ({
      after: rowsOfSchools(file),
      findings: [
        ...broken(file),
        ...(schemaOf(file) === fresh() ? [] : ["the schema is not that of a new database"]),
      ],
    }));
    const name = release.schema.replace(".sql", "");
    const migrations = migrationsAfter(release.schema).length;
    console.log(`  ${name}: ${before} rows, ${migrations} migrations in ${seconds.toFixed(1)} s`);
    if (before < ROWS) findings.push(`only ${before} rows`);
    if (after !== before) findings.push(`${before} rows became ${after}`);
    if (seconds > WANTED) findings.push(`it took ${seconds.toFixed(0)} s, wanted ${WANTED}`);
    return findings.map((one) => `${name}: ${one}`);
  } finally {
    forget(persist);
  }
}

function opened<T>(path: string, use: (file: DatabaseSync) => T): T {
  const file = new DatabaseSync(path);
  try {
    return use(file);
  } finally {
    file.close();
  }
}
