import { and, eq, inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { commit } from "#worker/lib/commit.ts";
import { findIds } from "#worker/lib/search.ts";
import {
  deleteContacts,
  insertContacts,
  linkContacts,
  unlinkStudents,
} from "#worker/modules/contacts/mod.ts";
import { contacts, studentContacts } from "#worker/modules/contacts/schema.ts";
import { as, db } from "#worker/test/harness.ts";
import { deleteStudents, insertBalances, insertStudents } from "./arrivals/queries.ts";
import { usedIn } from "./arrivals/used.ts";
import { StudentInput } from "./input.ts";
import { getStudent, insertStudent } from "./queries.ts";
import { openingBalances, studentClasses, students } from "./schema.ts";

const person = (n: number, more: object = {}) => ({
  ...StudentInput.parse({
    firstName: `Åse ${n}`,
    lastName: "Brekke-Hagen",
    birthDate: "2008-03-30",
    phone: `4744${String(n).padStart(4, "0")}`,
    classes: ["B", "BE"],
    automaticOnly: ["B"],
    ...more,
  }),
  id: uuidv7(),
});

test("insertStudents() numbers, classes and indexes hundreds of rows in one batch", async () => {
  const { ctx } = await as("office");
  const write = (rows: ReturnType<typeof person>[]) =>
    commit(ctx, {
      action: "students.arrived",
      entity: "student",
      entityId: "many",
      write: insertStudents(ctx, rows),
    });
  const first = person(0);
  await commit(ctx, {
    action: "students.registered",
    entity: "student",
    entityId: first.id,
    write: insertStudent(ctx, first.id, first),
  });
  const rows = Array.from({ length: 300 }, (_, n) => person(n + 1));
  await write(rows);
  await write([person(301)]);
  const all = await db.select({ number: students.number }).from(students);
  expect(all.map((s) => s.number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 302 }, (_, n) => n + 1),
  );
  const student = await getStudent(ctx, rows[299]?.id ?? "");
  expect(student).toMatchObject({
    number: 301,
    firstName: "Åse 300",
    classes: ["B", "BE"],
    automaticOnly: ["B"],
    version: 1,
  });
  for (const q of ["ase brekke 47440300", "301 47440300", "47440300"]) {
    const { ids } = await findIds(ctx, "student", { q, per: 5, after: undefined });
    expect(ids, q).toEqual([student.id]);
  }
});

test("what arrived is taken away again without a trace, but for what was used since", async () => {
  const { ctx } = await as("office", "s2");
  const rows = [person(1), person(2)];
  const ids = rows.map((row) => row.id);
  const contact = { id: uuidv7(), name: "Per Ås", phone: "+4741234567", email: null };
  const home = { address: null, postalCode: null, orgnr: null };
  const about = { entity: "student", entityId: "many" };
  await commit(ctx, {
    ...about,
    action: "students.arrived",
    write: [
      ...insertStudents(ctx, rows),
      insertBalances(ctx, [{ studentId: ids[0] ?? "", amount: -251_470 }]),
      ...insertContacts(ctx, [{ ...contact, ...home }]),
      linkContacts(
        ctx,
        ids.map((studentId) => ({ studentId, contactId: contact.id, role: "guardian" })),
      ),
    ],
  });
  const undo = () =>
    commit(ctx, {
      ...about,
      action: "students.arrival_undone",
      write: [
        unlinkStudents(ctx, ids),
        ...deleteStudents(ctx, ids),
        ...deleteContacts(ctx, [contact.id]),
      ],
    });
  const left = async () => ({
    students: await db.$count(students, inArray(students.id, ids)),
    classes: await db.$count(studentClasses, inArray(studentClasses.studentId, ids)),
    links: await db.$count(studentContacts, inArray(studentContacts.studentId, ids)),
    balances: await db.$count(openingBalances, inArray(openingBalances.studentId, ids)),
    contacts: await db.$count(contacts, eq(contacts.id, contact.id)),
  });
  expect(await left()).toEqual({ students: 2, classes: 4, links: 2, balances: 1, contacts: 1 });
  const used = and(eq(students.schoolId, ctx.actor.schoolId), eq(students.id, ids[1] ?? ""));
  await db.update(students).set({ version: 2 }).where(used);
  await undo();
  expect(await left()).toEqual({ students: 1, classes: 2, links: 1, balances: 0, contacts: 1 });
  await db.update(students).set({ version: 1 }).where(used);
  await undo();
  expect(await left()).toEqual({ students: 0, classes: 0, links: 0, balances: 0, contacts: 0 });
  for (const kind of ["student", "contact"])
    expect((await findIds(ctx, kind, { q: "aas", per: 5, after: undefined })).ids).toEqual([]);
});

test("every table that names a student goes with her, or keeps her from being taken away", async () => {
  const tables = await db.all<{ name: string; sql: string }>(
    sql`select name, sql from sqlite_master where type = 'table' order by name`,
  );
  const rows = tables.filter(({ sql }) => /REFERENCES [`"]students[`"]/.test(sql));
  const withHer = ["opening_balances", "student_classes", "student_contacts"];
  // A lesson has its booking, and a message its thread.
  const byAnother = ["lessons", "messages"];
  expect(rows.map(({ name }) => name)).toEqual([...usedIn, ...withHer, ...byAnother].toSorted());
});
