import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { rehearsed } from "../checks/setup_commands.ts";
import { command, type Part, verdict } from "../gates/part.ts";
import { type Edge, startEdge } from "../production/edge/edge.ts";
import { openProduct } from "./built/product.ts";
import { settingsHere } from "./built/settings.ts";

/**
 * The commands of PRODUCTION_SETUP.md as they stand there, one after the other, in a clone of this
 * commit and an account on this machine that is empty at first. Each must end well.
 */
export const setupCommands: Part = {
  name: "setup-commands",
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), "tms-commands-"));
    const edge = await startEdge({ folder: join(folder, "account"), prepared: false });
    try {
      return verdict(await ran(join(folder, "clone"), edge));
    } finally {
      await edge.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function ran(clone: string, edge: Edge): Promise<string[]> {
  await command(["git", "clone", "--quiet", process.cwd(), clone]);
  symlinkSync(resolve("node_modules"), join(clone, "node_modules"));
  const findings: string[] = [];
  for (const { line, more = "", typed, first } of rehearsed) {
    if (first === "a backup in the bucket") await backUp(clone, edge);
    const env = { ...edge.stub.env, ...secretsIn(clone), EDGE: edge.url };
    // What stands for a secret on the page is in the environment here.
    const asked = typed ? `printf %s "$${typed}" | ` : "";
    const text = `${asked}${line.replace(/^KEYS=\S+ /, "")} ${more}`.trim();
    const began = performance.now();
    const { code, output } = await command(["sh", "-c", text], { cwd: clone, env, minutes: 5 });
    console.log(`  ${((performance.now() - began) / 1000).toFixed(0).padStart(3)} s  ${line}`);
    if (code !== 0) findings.push(`${text} ended with ${code}\n${output.slice(-2_000)}`);
  }
  return [...findings, ...edge.stub.unknown.map((call) => `the stub has no ${call}`)];
}

async function must(clone: string, script: string, ...more: string[]): Promise<void> {
  const line = ["node", `scripts/${script}`, ...more];
  const env = secretsIn(clone, ".env.here");
  const { code, output } = await command(line, { cwd: clone, env, minutes: 5 });
  if (code !== 0) throw new Error(`${script} failed\n${output}`);
}

/** The operator's own, as soon as `setup:env` has made them. */
function secretsIn(clone: string, name = ".env.production"): Record<string, string> {
  const path = join(clone, name);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  return parseEnv(text) as Record<string, string>;
}

/** Makes one where a queue runs, and lays it into the account's bucket: an edge of ours rings no clock. */
async function backUp(clone: string, { stub }: Edge): Promise<void> {
  // Beside Cloudflare there is another way for mail, and the same keys.
  const file = join(clone, ".env.here");
  const { KEYS = "" } = secretsIn(clone);
  const settings = ["--config", "build/wrangler.toml", "--file", file, ...settingsHere({ KEYS })];
  await must(clone, "setup_env.ts", "--yes", "--origin", "https://tms.your.domain", ...settings);
  const product = await openProduct({ build: "build", data: "data", file, cwd: clone });
  try {
    await must(clone, "production/backup.ts", "--origin", product.url);
  } finally {
    await product.stop();
  }
  const options = {
    ...{ modules: true, script: "export default {}", r2Buckets: ["tms-backups"] },
    resourcePersistencePath: join(clone, "data"),
  };
  const miniflare = new Miniflare(convertV4MiniflareOptions(options as never));
  try {
    const from = await miniflare.getR2Bucket("tms-backups");
    const to = await stub.storage.bucket("tms-backups");
    const { objects } = await from.list();
    if (objects.length === 0) throw new Error("The backup left nothing in the bucket");
    for (const { key } of objects)
      await to.put(key, (await (await from.get(key))?.arrayBuffer()) ?? null);
  } finally {
    await miniflare.dispose();
  }
}
