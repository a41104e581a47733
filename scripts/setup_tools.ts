/**
 * Installs what the longer proofs use beyond npm: scanners from Debian. Needs root.
 *
 *   npm run setup:tools
 *
 * @module
 */
import { flagsOf } from "./flags.ts";
import { command } from "./gates/part.ts";

flagsOf({});

const packages = [
  "sqlmap",
  "wapiti",
  "openssl",
  "poppler-utils",
  "prometheus",
  "prometheus-alertmanager",
];

for (const line of [
  ["apt-get", "update"],
  ["apt-get", "install", "--yes", "--no-install-recommends", ...packages],
]) {
  const { code } = await command(line, { show: true });
  if (code !== 0) {
    console.error(`"${line.join(" ")}" failed; the steps that need it will be skipped`);
    process.exit(1);
  }
}
