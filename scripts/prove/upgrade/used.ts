import { DatabaseSync } from "node:sqlite";
import { signedIn } from "../../../bench/visitor.ts";
import { migrate } from "../../dev/database.ts";
import { command } from "../../gates/part.ts";
import { serve } from "../../serve/serve.ts";
import { worldOf } from "../kill_9/world.ts";
import { once } from "../kill_9/writers.ts";
import { databaseIn } from "./database.ts";
import { become, type Release } from "./release.ts";
import { walk } from "./walk.ts";

type Used = { pages: number; writes: number; log: string; findings: string[] };

/** Upgrades it with the real wrangler, serves the product on it, reads and writes, looks at the log. */
export async function used(
  release: Release,
  { script, persist }: { script: string; persist: string },
): Promise<Used> {
  const path = databaseIn(`${persist}/v3`);
  layDown(path, release);
  await migrate(persist);
  const findings: string[] = [];
  const served = await serve({
    ...{ script, persist, host: "127.0.0.1" },
    vars: { KEYS: release.keys },
  });
  try {
    const ready = await fetch(`${served.url}/readyz`);
    if (!ready.ok) findings.push(`not ready: ${await ready.text()}`);
    const cookie = await signedIn(served.url);
    const walked = await walk(served.url, cookie);
    findings.push(...walked.dead);
    const writes = await once(await worldOf(served.url, cookie));
    for (const { entity, acked } of writes)
      if (acked === 0) findings.push(`a new ${entity} was refused`);
    await served.close();
    const line = ["node", "scripts/production/audit_verify.ts", "--file", path];
    const { code, output } = await command(line, { env: { KEYS: release.keys } });
    if (code !== 0) findings.push(`the audit log: ${output}`);
    return { pages: walked.pages, writes: writes.length, log: output.trim(), findings };
  } finally {
    await served.close();
  }
}

/** What wrangler has migrated becomes, in the same file, what that release had. */
export function layDown(path: string, release: Release): void {
  const file = new DatabaseSync(path);
  file.exec("pragma foreign_keys = off");
  const sql = `select type, name from sqlite_master where type in ('trigger', 'view', 'table')
    and substr(name, 1, 7) <> 'sqlite_' and substr(name, 1, 4) <> '_cf_' order by type <> 'trigger'`;
  for (const { type, name } of file.prepare(sql).all()) file.exec(`drop ${type} "${name}"`);
  become(file, release);
  file.exec("vacuum");
  file.close();
}
