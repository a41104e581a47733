import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { foldedWords, sortKey } from "#worker/lib/fold.ts";
import { blindIndex, seal } from "#worker/lib/seal.ts";
import { searchTerms } from "#worker/lib/search.ts";
import { employees, indexEmployee } from "#worker/modules/employees/mod.ts";
import { indexSchool } from "#worker/modules/schools/mod.ts";
import { counters, schoolClasses, schools } from "#worker/modules/schools/schema.ts";
import { studentClasses, students } from "#worker/modules/students/schema.ts";
import { indexVehicle } from "#worker/modules/vehicles/mod.ts";
import { vehicles } from "#worker/modules/vehicles/schema.ts";
import { together } from "../together.ts";
import { batching, insertAll, type Local, runAll } from "./open_local.ts";
import { emailOf, person, syntheticId } from "./people.ts";
import { type Random, randomFrom } from "./random.ts";

type Size = { schools: number; students: number };

const classes = ["B", "B", "B", "B", "A1", "A2", "A", "AM146", "BE", "T"] as const;
const statuses = ["active", "active", "active", "waiting", "finished", "quit"] as const;
const begun = "2026-01-05T08:00:00.000Z";

/**
 * Fills a database with schools of a size, the same in every run: for measuring, not for looking.
 * The rows are what registering would have written, without the audit of it.
 */
export function seedBulk({ file, env }: Local, size: Size, say: (line: string) => void): void {
  for (let n = 1; n <= size.schools; n++) {
    const random = randomFrom(n);
    const schoolId = random.id(begun);
    const rows = school(env, { n, schoolId, students: size.students, random });
    together(file, () => {
      insertAll(file, schools, [rows.school]);
      insertAll(file, schoolClasses, rows.offered);
      insertAll(file, counters, [{ schoolId, name: "student", next: size.students + 1 }]);
      insertAll(file, employees, rows.employees);
      insertAll(file, vehicles, rows.vehicles);
      insertAll(file, students, rows.students);
      insertAll(file, studentClasses, rows.classes);
      insertAll(file, searchTerms, rows.terms);
      runAll(file, indexed(ctxOf({ file, env }, schoolId), rows));
    });
    say(`school ${n} of ${size.schools}: ${size.students} students`);
  }
}

function ctxOf({ file, env }: Local, schoolId: string): Ctx {
  const actor = { id: "system", schoolId, roles: [], grants: [], locale: "nb" as const };
  const nobody = { requestId: "seed", ipPrefix: "", caller: "", later: () => undefined };
  return { db: batching(file), env, now: begun, actor, ...nobody };
}

/** What is few enough to be made findable by the product's own statements. */
function indexed(ctx: Ctx, rows: ReturnType<typeof school>): Statement[] {
  return [
    ...indexSchool(ctx, { ...rows.school, orgnr: null }),
    ...rows.employees.flatMap((one) =>
      indexEmployee(ctx, one.id, { email: null, title: null, ...one }),
    ),
    ...rows.vehicles.flatMap((one) => indexVehicle(ctx, one.id, one)),
  ];
}

type Plan = { n: number; schoolId: string; students: number; random: Random };

function school(env: Bindings, { n, schoolId, students: count, random }: Plan) {
  const name = `Skole ${String(n).padStart(3, "0")}`;
  const staff = Array.from({ length: 8 }, () => {
    const { address, postalCode, ...who } = person(random, "older");
    const sortName = sortKey(who.lastName, who.firstName);
    return { schoolId, id: random.id(begun), ...who, sortName };
  });
  const cars = Array.from({ length: 8 }, (_, i) => ({
    schoolId,
    id: random.id(begun),
    plate: `EB${String(10_000 + n * 10 + i)}`,
    kind: "car",
    make: "Toyota",
    model: "Yaris",
    year: 2022,
    classes: ["B"] as const,
    gearbox: random.pick(["manual", "automatic"] as const),
    dualControls: true,
    inspectBy: "2027-06-30",
  }));
  const terms: (typeof searchTerms.$inferInsert)[] = [];
  const given = new Set<string>();
  // Two people may be given the same made-up number: the second goes without.
  const isNew = (nationalId: string) => !given.has(nationalId) && Boolean(given.add(nationalId));
  const learners = Array.from({ length: count }, (_, i) => {
    const row = student(env, { schoolId, number: i + 1, instructors: staff, isNew, random });
    const { firstName, lastName, number, email, phone } = row;
    const words = `${firstName} ${lastName} ${number} ${email} ${phone.slice(3)}`;
    for (const term of foldedWords(words))
      terms.push({ schoolId, kind: "student", term, id: row.id });
    return row;
  });
  return {
    school: { id: schoolId, slug: `skole-${n}`, name, createdAt: begun },
    offered: [...new Set(classes)].map((code) => ({ schoolId, code, since: "2026-01-05" })),
    employees: staff,
    vehicles: cars,
    students: learners,
    classes: learners.map(({ id, sortName, number }) => ({
      schoolId,
      studentId: id,
      classCode: random.pick(classes),
      sortName,
      number,
    })),
    terms,
  };
}

type Learner = {
  schoolId: string;
  number: number;
  instructors: { id: string }[];
  isNew: (nationalId: string) => boolean;
  random: Random;
};

function student(env: Bindings, { schoolId, number, instructors, isNew, random }: Learner) {
  const id = random.id(begun);
  const who = person(random, "younger");
  const year = 1996 + random.below(15);
  const birthDate = `${year}-${String(1 + random.below(12)).padStart(2, "0")}-${String(1 + random.below(28)).padStart(2, "0")}`;
  const nationalId = syntheticId(birthDate, random);
  const at = { schoolId, table: "students", column: "national_id_enc", id };
  return {
    schoolId,
    id,
    number,
    ...who,
    sortName: sortKey(who.lastName, who.firstName),
    birthDate,
    email: emailOf(who.firstName, who.lastName, number),
    status: random.pick(statuses),
    instructorId: random.pick(instructors).id,
    startedOn: "2026-02-02",
    ...(isNew(nationalId) && {
      nationalIdEnc: seal(env.KEYS, at, nationalId),
      nationalIdIndex: blindIndex(env.KEYS, schoolId, nationalId),
    }),
    createdAt: begun,
  };
}
