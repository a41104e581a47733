import { readFileSync, rmSync } from "node:fs";
import { failed, type Part, verdict } from "../gates/part.ts";
import { build } from "../production/build/build.ts";
import { changedSince } from "../production/build/sums.ts";

const out = ".wrangler/rebuild";

/** Two builds of one source are the same, byte for byte, and one that was touched is found out. */
export const rebuild: Part = {
  name: "rebuild",
  run: async () => {
    await build(out);
    const sums = readFileSync(`${out}/SHA256SUMS`, "utf8");
    await build(out);
    const findings = changedSince(out, sums);
    rmSync(`${out}/sbom.json`);
    const noticed = changedSince(out, sums);
    rmSync(out, { recursive: true });
    return noticed.join() === "sbom.json is gone" ? verdict(findings) : failed;
  },
};
