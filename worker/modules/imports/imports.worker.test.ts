import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { contacts, studentContacts } from "#worker/modules/contacts/schema.ts";
import { employees } from "#worker/modules/employees/schema.ts";
import { openingBalances, studentClasses, students } from "#worker/modules/students/schema.ts";
import { changedTables, dump } from "#worker/test/dump.ts";
import { as, db } from "#worker/test/harness.ts";
import { step, uploaded } from "#worker/test/import_steps.ts";
import { encodeAs } from "#worker/test/register_files.ts";
import { decode } from "./reading/encoding.ts";
import sample from "./samples/elever-eksport.csv?inline";
import key from "./samples/elever-eksport.key.json" with { type: "json" };
import { importChunks, importProblems, importSeen } from "./schema.ts";

const bytes = Uint8Array.from(Buffer.from(sample.split(",")[1] ?? "", "base64"));
const ids = [...decode(bytes).text.matchAll(/;(\d{11});/g)].map(([, id = ""]) => id);

test("workerd reads every encoding", () => {
  const text = "Født;Sted\nÆØÅ æøå é €;x\n";
  for (const encoding of ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const)
    expect(decode(encodeAs(encoding, text))).toEqual({ encoding, text });
});

test("the sample: exactly the rows of its key are refused, the awkward ones are in, undo leaves none", async () => {
  const owner = await as("owner");
  await db.insert(employees).values({
    ...{ schoolId: owner.schoolId, id: "01900000-0000-7000-8000-00000000aaaa" },
    ...{ firstName: "Kari", lastName: "Lie", sortName: "lie kari", teaches: true },
  });
  const before = await dump();
  const id = await uploaded(owner, bytes);
  expect(changedTables(before, await dump())).toEqual(["audit", "import_chunks", "imports"]);
  const checked = await step(owner, id, "mapping");
  expect(checked).toMatchObject({ state: "checked", rowCount: 1200, badCount: 37 });
  expect(await db.select().from(importSeen)).toEqual([]);
  expect(await db.select().from(students)).toEqual([]);

  // Which rows: by the number in the file, since the dry run shows nothing of them.
  const numbers = new Map(
    decode(bytes)
      .text.split("\r\n")
      .map((line, at) => [line.split(";")[0] ?? "", at + 1]),
  );
  const found = await db.select().from(importProblems).where(eq(importProblems.importId, id));
  const place = (row: number | undefined, column: string) => `${row} ${column}`;
  const wanted = key
    .filter((k) => k.refused)
    .map((k) => place(rowOf(numbers, k.elevnr), k.column === "(row)" ? "" : k.column));
  expect(
    found
      .filter((f) => f.refused)
      .map((f) => place(f.row, f.column))
      .sort(),
  ).toEqual(wanted.sort());

  const done = await step(owner, id, "run");
  expect(done).toMatchObject({ state: "done", rowCount: 1200, badCount: 37 });
  const rows = await db.select().from(students);
  expect(rows).toHaveLength(1163);
  const of = (elevnr: string) => rows.find((row) => row.formerNumber === elevnr);
  for (const { elevnr, refused } of key) expect(of(elevnr) === undefined, elevnr).toBe(refused);
  expect(rows.map((row) => row.number).sort((a, b) => a - b)).toEqual(rows.map((_, at) => at + 1));

  for (const { elevnr, kind } of key.filter((k) => !k.refused)) {
    const row = of(elevnr);
    if (kind.startsWith("postal")) expect(row?.postalCode).toMatch(/^0\d{3}$/);
    if (kind.startsWith("phone")) expect(row?.phone).toMatch(/^\+47\d{8}$/);
    if (kind.startsWith("foreign")) expect(row?.phone).toMatch(/^\+(?!47)\d+$/);
    if (kind.startsWith("note begins"))
      expect(row?.note).toBe('=HYPERLINK("http://example.no","klikk")');
    if (kind.startsWith("note holds"))
      expect(row?.note).toBe('Sa "ring meg"; etter kl. 16\nikke fredag');
    if (kind.startsWith("birth date")) expect(row?.birthDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    if (kind.startsWith("several"))
      expect(await classesOf(row?.id)).toEqual([
        { code: "A1", automatic: false },
        { code: "B", automatic: false },
      ]);
  }
  expect(await classesOf(of("1012")?.id)).toEqual([{ code: "B", automatic: true }]);
  expect(of("1000")).toMatchObject({ lastName: "Solberg", firstName: "Åse", status: "active" });
  const [balance] = await db
    .select()
    .from(openingBalances)
    .where(eq(openingBalances.studentId, of("1000")?.id ?? ""));
  expect(balance?.amount).toBe(-251_470);
  expect(of("1002")).toMatchObject({ instructorId: "01900000-0000-7000-8000-00000000aaaa" });
  expect(of("1001")).toMatchObject({ instructorId: null, instructorText: "Per Ås" });
  const [guardian] = await db
    .select({ name: contacts.name, phone: contacts.phone })
    .from(studentContacts)
    .innerJoin(contacts, eq(contacts.id, studentContacts.contactId))
    .where(eq(studentContacts.studentId, of("1002")?.id ?? ""));
  expect(guardian).toEqual({ name: "Elias Karlsen", phone: "+4794455413" });
  expect(await db.select().from(importChunks)).toEqual([]);

  // No national id in clear, anywhere, and nothing of the file but what became of it.
  const all = await dump();
  expect(ids.filter((nationalId) => all.includes(nationalId))).toEqual([]);

  const again = await step(owner, await uploaded(owner, bytes), "mapping");
  expect(again).toMatchObject({ rowCount: 1200, badCount: 1200 });
  expect(
    (await owner.put(`/api/v1/imports/${again.id}/run`, {}, `"${again.id}-${again.version}"`))
      .status,
  ).toBe(409);

  expect(await step(owner, id, "undo")).toMatchObject({ state: "undone", doneCount: 1163 });
  // What was in the books is taken back there; it never leaves them.
  const books = ["ledger", "account_totals"];
  const kept = [...books, "audit", "counters", "import_problems", "import_chunks", "imports"];
  expect(changedTables(before, await dump()).sort()).toEqual([...kept].sort());
}, 60_000);

const rowOf = (numbers: ReadonlyMap<string, number>, elevnr: string) => numbers.get(elevnr);

async function classesOf(id = "") {
  const rows = await db
    .select({ code: studentClasses.classCode, automatic: studentClasses.automaticOnly })
    .from(studentClasses)
    .where(and(eq(studentClasses.studentId, id)))
    .orderBy(studentClasses.classCode);
  return rows;
}
