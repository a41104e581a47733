import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { townOf } from "#worker/modules/postal/mod.ts";
import { guessMapping, positionsOf } from "../mapping/rules.ts";
import { readTable } from "../reading/rules.ts";
import { marksOf, repeatedIn } from "./duplicates.ts";
import { checkRow } from "./rules.ts";
import type { Plan, World } from "./types.ts";

const today = "2026-11-23";
const world: World = {
  today,
  synthetic: true,
  townOf,
  instructorId: (name) => (name === "Kari Lie" ? "kari" : undefined),
};
const columns = [
  "Etternavn;Fornavn;Født;Fødselsnr;Postnr;Mobil;E-post;Klasser;Lærer;Status;Foresatt;Foresatt mobil;Saldo;Merknad;Elevnr",
].flatMap((line) => line.split(";"));
const plan: Plan = {
  width: columns.length,
  at: positionsOf(guessMapping(columns, [], today)),
  monthFirst: [],
  balance: "credit",
};
const whole = {
  Etternavn: "Solberg",
  Fornavn: "Åse",
  Født: "02.07.2004",
  Fødselsnr: "02870468744",
  Postnr: "1682",
};
const check = (change: Record<string, string>, more: Partial<Plan> = {}) => {
  const row: Record<string, string> = { ...whole, ...change };
  const cells = columns.map((column) => row[column] ?? "");
  return checkRow({ n: 2, cells }, { ...plan, ...more }, world);
};
const refusals = (change: Record<string, string>) =>
  check(change).findings.flatMap(({ code, refused }) => (refused ? [code] : []));

test("every row of the sample is refused or repaired as its key says, and no other is refused", () => {
  const folder = "worker/modules/imports/samples";
  const key = JSON.parse(readFileSync(`${folder}/elever-eksport.key.json`, "utf8")) as {
    elevnr: string;
    column: string;
    kind: string;
    refused: boolean;
  }[];
  const table = readTable(readFileSync(`${folder}/elever-eksport.csv`));
  const at = positionsOf(guessMapping(table.columns, table.rows, today));
  const own: Plan = { width: table.columns.length, at, monthFirst: [], balance: "credit" };
  expect(Object.keys(at)).toHaveLength(18);
  const seen = new Map<string, number>();
  const found = table.rows.flatMap((row) => {
    const checked = checkRow(row, own, world);
    const all = [...checked.findings, ...repeatedIn(checked, seen, String)];
    for (const mark of marksOf(checked, String)) if (!seen.has(mark)) seen.set(mark, row.n);
    return all.map(({ field, code, refused }) => {
      const column = field ? table.columns[at[field] ?? -1] : "(row)";
      return { elevnr: row.cells[0] ?? "", column, code, refused };
    });
  });
  const of = (refused: boolean) =>
    key.filter((k) => k.refused === refused).map((k) => `${k.elevnr} ${k.column}`);
  const places = (refused: boolean) =>
    found.filter((f) => f.refused === refused).map((f) => `${f.elevnr} ${f.column}`);
  expect(places(true).sort()).toEqual(of(true).sort());
  const silent = key.filter((k) => k.kind.startsWith("note holds quotes"));
  const repaired = new Set(places(false));
  const told = of(false).filter(
    (place) => !silent.some((k) => place === `${k.elevnr} ${k.column}`),
  );
  expect(told.filter((place) => !repaired.has(place))).toEqual([]);
  const others = found.filter((f) => !f.refused && f.code !== "imports.instructor_unknown");
  expect(others).toHaveLength(told.length);
});

test("a whole row becomes a student", () => {
  const { arrival, findings } = check({
    Mobil: "42441955",
    "E-post": "Ase@example.no",
    Klasser: "B 78",
    Lærer: "Kari Lie",
    Status: "Venter",
    Foresatt: "Ola Solberg",
    "Foresatt mobil": "94455413",
    Saldo: "-2514,70",
    Elevnr: "1000",
  });
  expect(findings).toEqual([]);
  expect(arrival).toEqual({
    firstName: "Åse",
    lastName: "Solberg",
    birthDate: "2004-07-02",
    nationalId: "02870468744",
    phone: "+4742441955",
    email: "ase@example.no",
    address: null,
    postalCode: "1682",
    classes: ["B"],
    automaticOnly: ["B"],
    instructorId: "kari",
    instructorText: null,
    status: "waiting",
    startedOn: null,
    formerNumber: "1000",
    note: null,
    balance: -251_470,
    guardians: [{ name: "Ola Solberg", phone: "+4794455413", email: null }],
  });
});

test.each([
  [{ Etternavn: "" }, "imports.last_name_missing"],
  [{ Fornavn: " " }, "imports.first_name_missing"],
  [{ Født: "30.02.2009" }, "imports.birth_impossible"],
  [{ Født: "30.11.2026", Fødselsnr: "" }, "imports.birth_in_future"],
  [{ Født: "", Fødselsnr: "" }, "imports.birth_missing"],
  [{ Fødselsnr: "02870468745" }, "imports.id_check_digits"],
  [{ Fødselsnr: "0287046" }, "imports.id_format"],
  [{ Født: "03.07.2004" }, "imports.id_of_other_birth"],
  [{ Postnr: "0000" }, "imports.postal_unknown"],
  [{ Postnr: "SE-123 45" }, "imports.postal_unknown"],
  [{ Mobil: "4244195" }, "imports.phone_invalid"],
  [{ "E-post": "ase(at)example.no" }, "imports.email_invalid"],
  [{ Klasser: "B2" }, "imports.class_unknown"],
  [{ Saldo: "mye" }, "imports.amount_unreadable"],
  [{ Merknad: "fnr 028704 68744" }, "imports.id_in_text"],
  [{ Etternavn: "S\ufffdlberg" }, "imports.broken_character"],
  [{ Merknad: "x".repeat(2001) }, "imports.cell_too_long_for_field"],
])("checkRow() refuses %o", (change, code) => {
  expect(refusals(change)).toEqual([code]);
  expect(check(change).arrival).toBeUndefined();
});

test.each([
  [{ Postnr: "150" }, "imports.postal_zero", { postalCode: "0150" }],
  [{ Postnr: "0150 Oslo" }, "imports.postal_taken_out", { postalCode: "0150" }],
  [{ Født: "2004-07-02" }, "imports.date_rewritten", { birthDate: "2004-07-02" }],
  [{ Født: "" }, "imports.birth_from_id", { birthDate: "2004-07-02" }],
  [{ Fødselsnr: "2870468744" }, "imports.id_zero", { nationalId: "02870468744" }],
  [{ Lærer: "Per Ås" }, "imports.instructor_unknown", { instructorText: "Per Ås" }],
  [{ Status: "Permisjon" }, "imports.status_unknown", { status: "waiting" }],
  [{ Merknad: '=HYPERLINK("x")' }, "imports.formula_text", { note: '=HYPERLINK("x")' }],
  [{ Saldo: "1.234" }, "imports.thousands", { balance: 123_400 }],
  [
    { "Foresatt mobil": "94455413" },
    "imports.guardian_unnamed",
    { guardians: [{ name: "+4794455413", phone: "+4794455413", email: null }] },
  ],
])("checkRow() repairs %o", (change, code, becomes) => {
  const { arrival, findings } = check(change);
  expect(findings.map((f) => [f.code, f.refused])).toEqual([[code, false]]);
  expect(arrival).toMatchObject(becomes);
});

test("the last five digits of a national id find the rest in the birth date", () => {
  const { arrival, findings } = check({ Født: "01.08.2005", Fødselsnr: "50043" });
  // 010805 50043 is no number of anybody; 018805 50043 is, but nobody writes only its end.
  expect(findings.map((f) => f.code)).toEqual(["imports.id_check_digits"]);
  expect(arrival).toBeUndefined();
});

test("a row with several problems has them all, and a ragged one only that", () => {
  expect(refusals({ Etternavn: "", Mobil: "1", Klasser: "Q" })).toEqual([
    "imports.last_name_missing",
    "imports.class_unknown",
    "imports.phone_invalid",
  ]);
  const ragged = (n: number) =>
    checkRow({ n: 2, cells: Array(n).fill("x") }, plan, world).findings.map((f) => f.code);
  expect(ragged(3)).toEqual(["imports.too_few_cells"]);
  expect(ragged(columns.length + 1)).toEqual(["imports.too_many_cells"]);
});

test("the sign of a balance is as the school says", () => {
  expect(check({ Saldo: "10" }, { balance: "debt" }).arrival?.balance).toBe(-1000);
  expect(check({ Saldo: "0,00" }).arrival?.balance).toBeNull();
});

test("two of one name and birth date are one person, unless both have a national id", () => {
  const other = { Fødselsnr: "02870499984" };
  const bare = { Fødselsnr: "" };
  const repeated = (first: Record<string, string>, second: Record<string, string>) => {
    const seen = new Map(marksOf(check(first), String).map((mark) => [mark, 1]));
    return repeatedIn(check(second), seen, String).map((f) => f.code);
  };
  expect(repeated({}, {})).toEqual(["imports.id_repeated"]);
  expect(repeated({}, bare)).toEqual(["imports.person_repeated"]);
  expect(repeated(bare, {})).toEqual(["imports.person_repeated"]);
  expect(repeated(bare, { ...bare, Etternavn: "SOLBERG", Fornavn: "Aase" })).toEqual([
    "imports.person_repeated",
  ]);
  expect(repeated(bare, { ...bare, Født: "03.07.2004" })).toEqual([]);
  expect(check(other).findings).toEqual([]);
  expect(repeated({}, other)).toEqual([]);
  const number = { ...bare, Elevnr: "7" };
  expect(repeated(number, { ...number, Etternavn: "Lie" })).toEqual(["imports.number_repeated"]);
});

test("line ends, tabs and what cannot be seen do not arrive in any field of one line", () => {
  const nasty = "\r\n\t\u202e\u200b\u2028";
  const texts = ["Etternavn", "Fornavn", "Lærer", "Foresatt", "Elevnr", "Merknad"];
  const change = Object.fromEntries(texts.map((name) => [name, `${nasty}Å${nasty}s${nasty}`]));
  const { arrival, findings } = check(change);
  expect(findings.filter(({ refused }) => refused)).toEqual([]);
  expect(arrival).toMatchObject({
    lastName: "Å s",
    firstName: "Å s",
    instructorText: "Å s",
    formerNumber: "Å s",
    note: "Å\n \ns",
  });
  expect(arrival?.guardians.map(({ name }) => name)).toEqual(["Å s"]);
  expect(refusals({ Fornavn: nasty })).toEqual(["imports.first_name_missing"]);
});
