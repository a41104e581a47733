/**
 * Fills the local database with made-up schools.
 *
 *   node scripts/seed.ts --demo                      the demo school, when there is no school yet
 *   npm run seed -- --schools 50 --students 2000     many schools of a size, for measuring
 *   npm run seed -- --codes                          the demo sign-ins with their codes of now
 *   --persist DIR                                    another state folder than .wrangler/state/v3
 */
import { flagsOf } from "./flags.ts";
import { seedBulk } from "./seed/bulk.ts";
import { demoIsHere, printSignIns, seedDemo } from "./seed/demo.ts";
import { openLocal } from "./seed/open_local.ts";

const values = flagsOf({
  codes: { type: "boolean", default: false },
  demo: { type: "boolean", default: false },
  schools: { type: "string", default: "0" },
  students: { type: "string", default: "200" },
  persist: { type: "string", default: ".wrangler/state/v3" },
});

if (values.codes) {
  printSignIns();
  process.exit();
}
const local = openLocal(values.persist);
const schools = Number(values.schools);
if (schools > 0) {
  const began = performance.now();
  seedBulk(local, { schools, students: Number(values.students) }, console.log);
  console.log(`seeded in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
if (values.demo) {
  if (!demoIsHere(local)) await seedDemo(local);
  printSignIns();
}
local.file.close();
