/**
 * Mends known weaknesses by versions that the dependencies allow, and says what is left to decide.
 *
 *   npm run security:fix
 *
 * It changes package-lock.json alone: read it, run npm ci && npm test, and commit it.
 */
import { flagsOf } from "./flags.ts";
import { command } from "./gates/part.ts";
import { judgeAudit } from "./production/audit/parts.ts";

flagsOf({});

const audit = async () => {
  const { output } = await command(["npm", "audit", "--omit=dev", "--json"], { minutes: 2 });
  return judgeAudit(output);
};

const before = await audit();
if ("why" in before) console.log(`Nothing was changed: ${before.why}`);
else if (before.findings.length === 0) console.log("Nothing is known that is high or critical");
else {
  await command(["npm", "audit", "fix", "--omit=dev", "--package-lock-only"], { minutes: 5 });
  const after = await audit();
  const left = "findings" in after ? after.findings : before.findings;
  console.log(`${before.findings.length - left.length} mended, ${left.length} left`);
  for (const line of left) console.log(`  ${line}: wants a new version in package.json`);
  process.exitCode = left.length > 0 ? 1 : 0;
}
