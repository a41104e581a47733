import { join, resolve } from "node:path";
import { type Part, verdict } from "../gates/part.ts";
import { bundle, forget, freshData } from "../serve/serve.ts";
import { carried } from "./upgrade/carried.ts";
import { interrupted } from "./upgrade/interrupted.ts";
import { releases } from "./upgrade/release.ts";
import { used } from "./upgrade/used.ts";

/**
 * The populated database of each earlier release goes through every later migration: at once, then on
 * a real D1 that is cut off behind each statement and begins again; then the product is used on it.
 */
export const upgrade: Part = {
  name: "upgrade",
  run: async () => {
    const kept = releases();
    const findings = kept.length < 3 ? [`only ${kept.length} releases were kept`] : [];
    const script = await bundle({ out: ".wrangler/prove" });
    for (const release of kept) {
      const persist = await freshData([]);
      try {
        const wanted = carried(release);
        const folder = resolve(join(persist, "cut"));
        const cut = await interrupted(release, { folder, wanted });
        const { pages, writes, log, findings: wrong } = await used(release, { script, persist });
        const name = `${release.schema.replace(".sql", "")} (${release.source.slice(0, 7)})`;
        console.log(`  ${name}: ${wanted.rows} rows, cut off ${cut.cuts} times`);
        console.log(`    ${pages} pages opened, ${writes} writes, audit log ${log}`);
        findings.push(
          ...[...wanted.findings, ...cut.findings, ...wrong].map((one) => `${name}: ${one}`),
        );
      } finally {
        forget(persist);
      }
    }
    return verdict(findings);
  },
};
