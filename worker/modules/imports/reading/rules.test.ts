import { readFileSync } from "node:fs";
import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { Problem } from "#worker/lib/problem.ts";
import { encodeAs } from "#worker/test/register_files.ts";
import { decode, encodings } from "./encoding.ts";
import { limits, readTable } from "./rules.ts";
import { delimiters } from "./table.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const refused = (file: Uint8Array) => {
  try {
    readTable(file);
  } catch (error) {
    if (error instanceof Problem) return { status: error.status, code: error.code };
    throw error;
  }
  return undefined;
};
const code = (text: string) => refused(bytes(text))?.code;

test("the sample is Windows-1252 with semicolons, and its rows keep the file's numbers", () => {
  const file = readFileSync("worker/modules/imports/samples/elever-eksport.csv");
  const { encoding, delimiter, columns, rows } = readTable(file);
  expect({ encoding, delimiter }).toEqual({ encoding: "windows-1252", delimiter: ";" });
  expect(columns.slice(0, 5)).toEqual([
    "Elevnr",
    "Etternavn",
    "Fornavn",
    "Født",
    "Personnr (11 siffer)",
  ]);
  expect(rows).toHaveLength(1200);
  expect(rows[0]).toMatchObject({ n: 2, cells: expect.arrayContaining(["Åse", "SKJÆRHALDEN"]) });
  expect(rows.at(-1)?.n).toBe(1204); // three empty lines are rows of the sheet
});

const names = ["Etternavn", "Fornavn", "Født", "Sted", "Årstall", "x"];
const cell = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.string({ unit: "grapheme-composite", maxLength: 8 }) },
      fc.constantFrom('"', '""', "\n", ";", ",", "\t", "'", "æøå", "€", " ", "=1+1"),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join("").replaceAll(/[\0\ufeff\ufffd\ud800-\udfff]/g, ""));
// Nothing that could be UTF-8 as well: no file says of "Â€" which of the two it is.
const latin = cell
  .map((text) => text.replaceAll(/[^\n\t\x20-\x7e\xa0-\xff€]/g, ""))
  .filter((text) => !/[Â-ô][€\xa0-¿]/.test(text));

test("any table written in any encoding and delimiter is read back as it was", () => {
  const tables = fc.constantFrom(...encodings).chain((encoding) =>
    fc.tuple(
      fc.constant(encoding),
      fc.constantFrom(...delimiters),
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.boolean(),
      fc.integer({ min: 2, max: 6 }).chain((width) =>
        fc.array(
          fc.array(encoding === "windows-1252" ? latin : cell, {
            minLength: width,
            maxLength: width,
          }),
          { minLength: 1, maxLength: 12 },
        ),
      ),
    ),
  );
  fc.assert(
    fc.property(tables, ([encoding, delimiter, newline, quotes, rows]) => {
      fc.pre(rows.some((row) => row.some((one) => one.trim() !== "")));
      const header = names.slice(0, rows[0]?.length);
      const text = Papa.unparse([header, ...rows], { delimiter, newline, quotes });
      const table = readTable(encodeAs(encoding, text));
      expect(table.columns).toEqual(header);
      expect(table.delimiter).toBe(delimiter);
      const kept = rows
        .map((cells, index) => ({ n: index + 2, cells }))
        .filter(({ cells }) => cells.some((one) => one.trim() !== ""));
      expect(table.rows).toEqual(kept);
    }),
    { numRuns: 500 },
  );
});

test("decode() knows UTF-16 without a mark, and UTF-8 with a damaged place", () => {
  const text = "Etternavn;Født\nÅs;Ørje\n".repeat(5);
  for (const encoding of ["utf-16le", "utf-16be"] as const) {
    const marked = encodeAs(encoding, text);
    expect(decode(marked)).toEqual({ encoding, text });
    expect(decode(marked.subarray(2))).toEqual({ encoding, text });
  }
  const damaged = bytes(text);
  damaged[damaged.indexOf(0xc3)] = 0xff;
  expect(decode(damaged).encoding).toBe("utf-8");
  expect(decode(damaged).text).toContain("Ørje");
});

test("readTable() says what is wrong with a file that it cannot read", () => {
  expect(code("")).toBe("imports.empty_file");
  expect(code(" \n\n")).toBe("imports.empty_file");
  expect(code("Navn\nOla\nKari")).toBe("imports.one_column");
  expect(code("Navn;Født\n")).toBe("imports.no_rows");
  expect(code("Hansen;Ola;01.02.2008;ola@example.no\nLie;Kari;;\n")).toBe("imports.no_header");
  expect(code('Navn;Født\nOla;1\n"Kari;2\nPer;3\n')).toBe("imports.open_quote");
  expect(code(`Navn;Født\nOla;${"x".repeat(1_000_000)}\n`)).toBe("imports.cell_too_long");
  expect(code(`${"a;".repeat(5000)}b\n1;2\n`)).toBe("imports.too_many_columns_in_file");
  expect(code(`a;b\n${"1;2\n".repeat(limits.rows + 1)}`)).toBe("imports.too_many_rows");
  expect(code("Navn;Født\nO\0la;1\n")).toBe("imports.binary");
  expect(refused(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))?.code).toBe("imports.spreadsheet");
  expect(refused(bytes("%PDF-1.7"))?.code).toBe("imports.binary");
  const large = new Uint8Array(limits.bytes + 1).fill(97);
  expect(refused(large)).toEqual({ status: 422, code: "imports.file_too_large" });
});

test("titles, Excel's hint, trailing delimiters and ragged rows are taken as they are meant", () => {
  const table = readTable(
    bytes("sep=;\nElevliste\n\nNavn;Født;;\nOla;1;\nKari\nPer;2;;;\nLiv;3;4;5;6\n"),
  );
  expect(table.columns).toEqual(["Navn", "Født", "", ""]);
  expect(table.rows).toEqual([
    { n: 4, cells: ["Ola", "1", ""] },
    { n: 5, cells: ["Kari"] },
    { n: 6, cells: ["Per", "2", "", ""] },
    { n: 7, cells: ["Liv", "3", "4", "5", "6"] },
  ]);
});

test("whatever the bytes are, the answer is a table or a refusal", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (file) => {
      expect([undefined, 422]).toContain(refused(file)?.status);
    }),
    { numRuns: 500 },
  );
});
