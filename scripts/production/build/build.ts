import { createHash } from "node:crypto";
import {
  cpSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { resolve } from "node:path";
import { documentsConfig } from "../../dev/wrangler.ts";
import { command } from "../../gates/part.ts";
import { steadySbom } from "./sbom.ts";
import { sumsOf } from "./sums.ts";

export type Built = { files: number; bytes: number; sum: string };

/** Builds everything that a deployment sends into one folder, and says its sum. */
export async function build(out: string): Promise<Built> {
  rmSync(out, { recursive: true, force: true });
  rmSync("web/dist", { recursive: true, force: true }); // yesterday's assets are no part of it
  mkdirSync(out, { recursive: true });
  await run("node", "web/build.ts");
  await run("wrangler", "deploy", "--dry-run", "--minify", `--outdir=${resolve(out, "worker")}`);
  await run(
    ...["wrangler", "deploy", "--dry-run", "--config", documentsConfig],
    `--outdir=${resolve(out, "documents")}`,
  );
  // Where a source map names files is where they lay on this machine; a read-me says the minute.
  for (const path of globSync(`${out}/{worker,documents}/{*.map,README.md}`)) rmSync(path);
  cpSync("web/dist", `${out}/web/dist`, { recursive: true });
  for (const path of globSync("migrations/*.sql")) cpSync(path, `${out}/${path}`);
  cpSync("wrangler.toml", `${out}/wrangler.toml`);
  cpSync(documentsConfig, `${out}/documents/wrangler.toml`);
  await list(out);
  writeFileSync(`${out}/SHA256SUMS`, sumsOf(out));
  const files = globSync(`${out}/**/*`).filter((path) => statSync(path).isFile());
  const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
  return { files: files.length, bytes, sum: hashOf(readFileSync(`${out}/SHA256SUMS`)) };
}

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function list(out: string): Promise<void> {
  const { name, version } = JSON.parse(readFileSync("package.json", "utf8")) as {
    name: string;
    version: string;
  };
  const sbom = await run(...["npm", "sbom", "--sbom-format=cyclonedx", "--package-lock-only"]);
  writeFileSync(`${out}/sbom.json`, steadySbom(sbom.slice(sbom.indexOf("{")), name));
  const release = {
    name,
    version,
    worker: hashOf(readFileSync(`${out}/worker/main.js`)),
    schema: globSync("migrations/*.sql")
      .sort()
      .at(-1)
      ?.replace(/^migrations[\\/]/, ""),
    source: await sourceOf(),
  };
  writeFileSync(`${out}/release.json`, `${JSON.stringify(release, null, 1)}\n`);
}

/** The commit that is built, and whether something beside it is in the folder. */
export async function sourceOf(): Promise<string> {
  const commit = await command(["git", "rev-parse", "HEAD"]);
  if (commit.code !== 0) return "unknown";
  const changed = await command(["git", "status", "--porcelain", "--untracked-files=no"]);
  return commit.output.trim() + (changed.output.trim() ? "+changes" : "");
}

async function run(...line: readonly string[]): Promise<string> {
  const { code, output } = await command(line, { minutes: 5 });
  if (code !== 0) throw new Error(`${line.join(" ")} failed\n${output}`);
  return output;
}
