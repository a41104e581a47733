/**
 * What the product is made of: hashes, origin, licences and scripts of every package, secrets in
 * the source, known weaknesses. What cannot be asked here is skipped, never passed.
 *
 *   npm run security:audit
 */
import { flagsOf } from "./flags.ts";
import { runGate } from "./gates/gate.ts";
import { known, local } from "./production/audit/parts.ts";

flagsOf({});

await runGate("security audit", [...local, known]);
