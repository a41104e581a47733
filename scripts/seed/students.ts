import { sql } from "drizzle-orm";
import { diffOf } from "#worker/lib/audit.ts";
import { DAY, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, ageOn, dayOf } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { insertContact, linkContacts } from "#worker/modules/contacts/mod.ts";
import { contacts } from "#worker/modules/contacts/schema.ts";
import { insertStudent, type NewStudent, type Status } from "#worker/modules/students/mod.ts";
import { students } from "#worker/modules/students/schema.ts";
import { emailOf, person, syntheticId } from "./people.ts";
import { type Random, randomFrom } from "./random.ts";
import type { School } from "./school.ts";
import { makeTraining } from "./training.ts";

const mostlyB: readonly ClassCode[] = ["B", "B", "B", "B", "B", "A1", "A2", "AM146", "BE", "T"];
const mostlyActive: readonly Status[] = [
  "active",
  "active",
  "active",
  "active",
  "waiting",
  "finished",
  "quit",
];

const fromSixteen: readonly ClassCode[] = ["AM146", "A1", "T"];

/** Students who have come over the last half year; the young ones with a guardian. */
export async function makeStudents(ctx: Ctx, random: Random, school: School, count: number) {
  for (let n = 0; n < count; n++) {
    const at = shift(ctx.now, -Math.floor((180 * DAY * (count - n)) / count));
    const first = school.which === "main" && n === 0;
    await makeStudent({ ...ctx, now: at }, random, { school, n, emma: first });
  }
}

type Plan = { school: School; n: number; emma: boolean };

async function makeStudent(ctx: Ctx, random: Random, { school, n, emma }: Plan): Promise<void> {
  const id = random.id(ctx.now);
  const today = dayOf(shift(ctx.now, 180 * DAY));
  const known = school.people.get("student");
  const who = person(random, "younger");
  if (emma && known) [who.firstName, who.lastName] = known.name;
  const birthDate = emma
    ? addDays(today, -Math.round(17.1 * 365.25))
    : addDays(today, -(15.2 * 365 + random.below(16 * 365)) | 0);
  const row = studentRow(random, {
    who,
    birthDate,
    school,
    n,
    emma,
    started: dayOf(ctx.now),
    today,
  });
  await commit(ctx, {
    action: "students.registered",
    entity: "student",
    entityId: id,
    diff: diffOf<NewStudent>({}, row, ["nationalId"]),
    write: [
      ...insertStudent(ctx, id, row),
      ...(emma && known
        ? [ctx.db.update(students).set({ userId: known.id }).where(sql`${students.id} = ${id}`)]
        : []),
    ],
  });
  // Drawn apart, so that who the students are does not hang on what they have done.
  const luck = randomFrom(10_000 + n);
  await makeTraining(ctx, luck, { id, row, today, far: emma ? 0.6 : luck.below(100) / 100 });
  const young = ageOn(birthDate, today) < 18;
  if (emma || (young && random.chance(85)))
    await giveGuardian(ctx, random, { id, row, school, emma });
}

type Known = {
  who: ReturnType<typeof person>;
  birthDate: string;
  started: string;
  today: string;
} & Plan;

function studentRow(random: Random, plan: Known): NewStudent {
  const { who, birthDate, school, n, emma, started, today } = plan;
  const drawn = emma || school.which === "small" ? "B" : random.pick(mostlyB);
  // Trailers and large motorcycles are for those who are of age.
  const code = ageOn(birthDate, started) < 18 && ["BE", "A2"].includes(drawn) ? "B" : drawn;
  const both: ClassCode[] = code === "A1" && random.chance(40) ? ["A1", "B"] : [code];
  // Nobody has a licence before her birthday.
  const tooYoung = both.some(
    (one) => ageOn(birthDate, today) < (fromSixteen.includes(one) ? 16 : 18),
  );
  return {
    ...who,
    birthDate,
    email: emailOf(who.firstName, who.lastName, n),
    classes: both,
    automaticOnly: code === "B" && random.chance(30) ? ["B"] : [],
    branchId: random.pick(school.branches),
    instructorId: emma || random.chance(90) ? random.pick(school.instructors) : null,
    instructorText: null,
    startedOn: started,
    status: emma ? "active" : statusOf(random.pick(mostlyActive), tooYoung),
    note: random.chance(12) ? "Helst etter klokka 16. Har kjørt en del hjemme." : null,
    nationalId: random.chance(60) ? syntheticId(birthDate, random) : null,
  };
}

const statusOf = (drawn: Status, tooYoung: boolean) =>
  drawn === "finished" && tooYoung ? "active" : drawn;

type Family = { id: string; row: NewStudent; school: School; emma: boolean };

async function giveGuardian(ctx: Ctx, random: Random, { id, row, school, emma }: Family) {
  const known = emma ? school.people.get("guardian") : undefined;
  const who = person(random, "older");
  const contactId = random.id(ctx.now);
  const contact = {
    name: known ? known.name.join(" ") : `${who.firstName} ${row.lastName}`,
    phone: who.phone,
    email: known?.email ?? emailOf(who.firstName, row.lastName, random.below(1000)),
    address: row.address,
    postalCode: row.postalCode,
    orgnr: null,
  };
  await commit(ctx, {
    action: "contacts.added",
    entity: "student",
    entityId: id,
    diff: diffOf({}, { guardian: contact.name }),
    write: [
      ...insertContact(ctx, contactId, contact),
      ...(known
        ? [
            ctx.db
              .update(contacts)
              .set({ userId: known.id })
              .where(sql`${contacts.id} = ${contactId}`),
          ]
        : []),
      linkContacts(ctx, [
        { studentId: id, contactId, role: "guardian" },
        ...(random.chance(70) ? [{ studentId: id, contactId, role: "payer" as const }] : []),
      ]),
    ],
  });
}
