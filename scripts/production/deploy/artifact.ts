import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { command } from "../../gates/part.ts";

/** Builds what is sent, once: staging and production get the same bytes. */
export async function buildArtifact(folder: string): Promise<void> {
  if (existsSync(`${folder}/main.js`)) return;
  const half = `${folder}.half`; // whoever is killed here leaves nothing that looks whole
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  const line = ["wrangler", "deploy", "--dry-run", "--outdir", half, "--minify"];
  const { code, output } = await command(line, { minutes: 5 });
  if (code !== 0) throw new Error(`Cannot build\n${output}`);
  rmSync(`${half}/README.md`, { force: true });
  for (const map of globSync(`${half}/*.map`)) rmSync(map);
  const { renameSync } = await import("node:fs");
  renameSync(half, folder);
}

/** One checksum over all files of a release, by their names. */
export function sumOf(folder: string): string {
  const sum = createHash("sha256");
  for (const name of globSync("**/*.*", { cwd: folder }).sort()) {
    sum.update(`${name}\0`);
    sum.update(
      createHash("sha256")
        .update(readFileSync(`${folder}/${name}`))
        .digest(),
    );
  }
  return sum.digest("hex");
}
