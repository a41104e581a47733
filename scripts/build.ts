/**
 * Builds what is deployed, once, into one folder: the same source gives the same bytes.
 *
 *   npm run build                     into build/
 *   npm run build -- --out elsewhere
 *
 * In it: worker/ and documents/ as wrangler would send them, web/dist/ with the assets, migrations/,
 * both configurations, sbom.json (CycloneDX), release.json and SHA256SUMS (for `sha256sum --check`).
 */
import { flagsOf } from "./flags.ts";
import { build } from "./production/build/build.ts";

const flags = flagsOf({ out: { type: "string", default: "build" } });
try {
  const { files, bytes, sum } = await build(flags.out);
  console.log(`${flags.out}: ${files} files, ${(bytes / 1024).toFixed(0)} KiB, sum ${sum}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
