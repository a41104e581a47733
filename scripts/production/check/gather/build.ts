import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { checkWorkerBundle } from "../../../checks/bundle.ts";
import { sourceOf } from "../../build/build.ts";
import { missingFrom } from "../../build/sbom.ts";
import { changedSince } from "../../build/sums.ts";
import type { Asked, BuildFacts } from "../project.ts";

/** What lies in the folder that `npm run build` made. */
export async function lookAtBuild(
  folder: string,
  dependencies: Readonly<Record<string, string>>,
): Promise<Asked<BuildFacts>> {
  if (!existsSync(`${folder}/SHA256SUMS`)) return { why: `${folder} holds no build` };
  const text = (path: string) => readFileSync(`${folder}/${path}`, "utf8");
  const filesOf = (pattern: string) =>
    globSync(pattern, { cwd: folder })
      .map((path) => `${folder}/${path}`)
      .filter((path) => statSync(path).isFile());
  const worker = new Map(filesOf("worker/*").map((path) => [path, readFileSync(path)]));
  return {
    told: {
      changed: changedSince(folder, text("SHA256SUMS")),
      findings: checkWorkerBundle(worker).findings,
      workerGzip: gzipSync(Buffer.concat([...worker.values()])).length,
      assets: filesOf("web/dist/**/*").map((path) => ({ path, bytes: statSync(path).size })),
      missingFromSbom: missingFrom(text("sbom.json"), dependencies),
      release: JSON.parse(text("release.json")) as BuildFacts["release"],
      source: await sourceOf(),
    },
  };
}
