import { expect, test } from "vitest";
import type { Field } from "./input.ts";
import { columnName, guessMapping, monthFirstColumns, whyNotMapping } from "./rules.ts";

const today = "2026-11-23";
const guess = (header: string, ...rows: string[]) =>
  guessMapping(
    header.split(";"),
    rows.map((row, n) => ({ n: n + 2, cells: row.split(";") })),
    today,
  );

const headers: Record<string, Field | null> = {
  Etternavn: "lastName",
  "Last name": "lastName",
  Surname: "lastName",
  Fornavn: "firstName",
  "First Name": "firstName",
  given_name: "firstName",
  Navn: "name",
  "Full name": "name",
  Elev: "name",
  Født: "birthDate",
  Fødselsdato: "birthDate",
  FØDSELSDATO: "birthDate",
  "Birth date": "birthDate",
  dateOfBirth: "birthDate",
  DOB: "birthDate",
  Fødselsnummer: "nationalId",
  "Personnr (11 siffer)": "nationalId",
  fnr: "nationalId",
  "National ID": "nationalId",
  Adresse: "address",
  "Street address": "address",
  Postnr: "postalCode",
  Postnummer: "postalCode",
  "Post code": "postalCode",
  ZIP: "postalCode",
  Poststed: "town",
  City: "town",
  Mobil: "phone",
  Mobiltelefon: "phone",
  Tlf: "phone",
  "Phone number": "phone",
  "E-post": "email",
  Epostadresse: "email",
  "E-mail": "email",
  "Klasse(r)": "classes",
  Førerkortklasse: "classes",
  "Licence class": "classes",
  Lærer: "instructor",
  Trafikklærer: "instructor",
  Kjørelærer: "instructor",
  Instructor: "instructor",
  Status: "status",
  Startdato: "startedOn",
  "Start date": "startedOn",
  Foresatt: "guardianName",
  "Foresatt mobil": "guardianPhone",
  "Foresattes e-post": "guardianEmail",
  "Guardian phone": "guardianPhone",
  "Foresatt 2": "guardian2Name",
  Saldo: "balance",
  Balance: "balance",
  Merknad: "note",
  Kommentar: "note",
  Remarks: "note",
  Elevnr: "formerNumber",
  "Student number": "formerNumber",
  Kundenummer: "formerNumber",
  ID: "formerNumber",
  Avdeling: null,
  Kjønn: null,
};

test.each(Object.entries(headers))("the header %s is taken as %s", (header, field) => {
  expect(guess(header)).toEqual([field]);
});

test("a field is guessed once; a second guardian, and a lone Navn, find their places", () => {
  expect(guess("Mobil;Telefon")).toEqual(["phone", null]);
  expect(guess("Foresatt;Foresatt mobil;Foresatt (2);Verge telefon")).toEqual([
    "guardianName",
    "guardianPhone",
    "guardian2Name",
    "guardian2Phone",
  ]);
  expect(guess("Navn;Fornavn")).toEqual(["lastName", "firstName"]);
  expect(guess("Navn;Fornavn;Etternavn")).toEqual([null, "firstName", "lastName"]);
});

test("a header that says nothing leaves it to the cells", () => {
  const row = "ola@example.no;02870468744;02.07.2004;42441955;B;01.08.2026";
  const wanted = ["email", "nationalId", "birthDate", "phone", "classes", "startedOn"];
  expect(guess("a;b;c;d;e;f", row, row)).toEqual(wanted);
  expect(guess("a;b", "x;y")).toEqual([null, null]);
});

test("whyNotMapping() says what is missing and what is there twice", () => {
  const why = (...mapping: (Field | null)[]) => whyNotMapping(mapping, 4).map((r) => r.code);
  expect(why("lastName", "firstName", "birthDate")).toEqual([]);
  expect(why("name", "nationalId")).toEqual([]);
  expect(why()).toEqual(["imports.name_unmapped", "imports.birth_unmapped"]);
  expect(why("lastName", "birthDate")).toEqual(["imports.name_unmapped"]);
  expect(why("name", "lastName", "birthDate")).toEqual(["imports.name_mapped_twice"]);
  expect(why("name", "birthDate", "phone", "phone")).toEqual(["imports.mapped_twice"]);
  expect(why("name", "birthDate", null, null, "email")).toEqual(["imports.mapping_too_long"]);
});

test("columns without a name of their own get one, and Americans their month", () => {
  const columns = ["Tlf", "", "Tlf"];
  expect(columns.map((_, at) => columnName(columns, at))).toEqual(["Tlf", "#2", "Tlf (2)"]);
  const rows = [
    { n: 2, cells: ["07/25/2004", "25/07/2004", "01/02/2004"] },
    { n: 3, cells: ["01/02/2004", "01/02/2004", "01/02/2004"] },
  ];
  expect(monthFirstColumns(rows, 3)).toEqual([0]);
});
