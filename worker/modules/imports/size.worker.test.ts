import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { contacts } from "#worker/modules/contacts/schema.ts";
import { openingBalances, studentClasses, students } from "#worker/modules/students/schema.ts";
import { as, cost, db } from "#worker/test/harness.ts";
import { get, step, uploaded } from "#worker/test/import_steps.ts";
import { encodeAs, nationalIds } from "#worker/test/register_files.ts";
import { advance } from "./jobs.ts";
import type { Encoding } from "./reading/encoding.ts";
import { imports } from "./schema.ts";

declare const IMPORT_ROWS: number;

// Files as other systems write them: other words, encodings and delimiters, quotes in quotes.
// Some hundred rows in `npm test`, twenty thousand in `npm run prove import`.

type Style = { encoding: Encoding; delimiter: string; newline: string; header: readonly string[] };
const styles: Record<string, Style> = {
  english: {
    encoding: "utf-8",
    delimiter: ",",
    newline: "\r\n",
    header:
      "Student number,Full name,Date of birth,National ID,Street,Post code,City,Mobile phone,E-mail address,Licence class,Instructor,Status,Start date,Guardian,Guardian phone,Balance,Remarks,Locker".split(
        ",",
      ),
  },
  sheet: {
    encoding: "utf-16le",
    delimiter: "\t",
    newline: "\n",
    header:
      "Kundenr,Navn,Fødselsdato,Fødselsnummer,Adresse,Postnummer,Poststed,Mobiltelefon,Epost,Førerkortklasse,Kjørelærer,Tilstand,Oppstart,Foresatte,Foresattes tlf,Saldo kr,Kommentar,Skap".split(
        ",",
      ),
  },
  old: {
    encoding: "windows-1252",
    delimiter: ";",
    newline: "\r",
    header:
      "Nr,Elevnavn,F.dato,Personnummer,Gateadresse,Postnr,Sted,Tlf,Mail,Kl./klasse,Lærer,Status,Startdato,Verge,Verge telefon,Saldo,Anmerkning,Skap".split(
        ",",
      ),
  },
};

const letters = (n: number): string =>
  (n >= 20 ? letters(Math.floor(n / 20) - 1) : "") + "bcdfghjklmnpqrstvwxz"[n % 20];
const two = (n: number) => String(n).padStart(2, "0");

function cellsOf(n: number, ids: readonly string[]): string[] {
  const id = ids[n] ?? "";
  const born = `${id.slice(0, 2)}.${two(Number(id.slice(2, 4)) - 80)}.20${id.slice(4, 6)}`;
  const wrong = n % 50 === 49;
  return [
    String(5000 + n),
    n % 2 ? `Ærlig-${letters(n)}, Øyvind "Ø" Åse` : `Łukasz ${letters(n)} Brekke-Hagen`,
    born,
    n % 3 ? id : "",
    `Storgata ${n}, "bakgården"`,
    "0150",
    "OSLO",
    `9${String(1_000_000 + n).slice(0, 7)}`,
    wrong ? "ingen adresse" : `elev${n}@example.no`,
    n % 5 ? "B" : "B 78, BE",
    "Ingen Her",
    "Aktiv",
    "01.08.2026",
    n % 4 ? "" : `Far til ${letters(n)}`,
    n % 4 ? "" : `4${String(2_000_000 + n).slice(0, 7)}`,
    `${n % 7 ? "" : "-"}1 ${String(n % 1000).padStart(3, "0")},50`,
    `Sa ""hei""; ikke "ha det",\n\tlinje ${n}`,
    "12",
  ];
}

function write({ encoding, delimiter, newline, header }: Style, rows: number) {
  const ids = nationalIds(rows);
  const quoted = (cell: string) =>
    /["\n\r]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = [header, ...Array.from({ length: rows }, (_, n) => cellsOf(n, ids))];
  const text = lines.map((cells) => cells.map(quoted).join(delimiter)).join(newline);
  const known = encoding === "windows-1252" ? text.replaceAll("Ł", "L") : text;
  return encodeAs(encoding, known + newline);
}

const wrong = (rows: number) => Math.floor(rows / 50);

test.each(Object.entries(styles))(
  "a large register in the style of %s is imported whole, and undone",
  async (name, style) => {
    const office = await as("office", name);
    const rows = IMPORT_ROWS;
    const id = await uploaded(office, write(style, rows));
    expect(await get(office, id)).toMatchObject({ rowCount: rows, encoding: style.encoding });
    const checked = await step(office, id, "mapping");
    expect(checked.mapping.filter(Boolean)).toHaveLength(17);
    expect(checked).toMatchObject({ state: "checked", badCount: wrong(rows) });
    const done = await step(office, id, "run");
    const arrived = rows - wrong(rows);
    expect(done).toMatchObject({ state: "done", doneCount: rows, badCount: wrong(rows) });
    const count = (table: typeof students | typeof studentClasses | typeof openingBalances) =>
      db.$count(table, eq(table.schoolId, office.schoolId));
    expect(await count(students)).toBe(arrived);
    expect(await count(openingBalances)).toBe(arrived);
    const [one] = await db.select().from(students).where(eq(students.formerNumber, "5001"));
    expect(one).toMatchObject({
      lastName: "Ærlig-c",
      firstName: 'Øyvind "Ø" Åse',
      address: 'Storgata 1, "bakgården"',
      note: 'Sa ""hei""; ikke "ha det",\n linje 1',
      instructorText: "Ingen Her",
      startedOn: "2026-08-01",
    });
    const undone = await step(office, id, "undo");
    expect(undone).toMatchObject({ state: "undone", doneCount: arrived });
    expect(await count(students)).toBe(0);
    expect(await count(studentClasses)).toBe(0);
    expect(await db.$count(contacts, eq(contacts.schoolId, office.schoolId))).toBe(0);
  },
  600_000,
);

test("a piece of 250 rows takes a few statements, however many rows it has", async () => {
  const office = await as("office", "pieces");
  const id = await uploaded(office, write(styles.english as Style, 500));
  await step(office, id, "mapping");
  const begun = { state: "running", nextChunk: 0, doneCount: 0 };
  await db.update(imports).set(begun).where(eq(imports.id, id));
  const spent = await cost(office.ctx, (ctx) => advance(ctx, id, 1));
  expect(await get(office, id)).toMatchObject({ state: "running", doneCount: 250 });
  expect(spent.queries).toBeLessThanOrEqual(30);
  expect(spent.trips).toBeLessThanOrEqual(8);
});
