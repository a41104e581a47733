import { expect, test } from "vitest";
import { csvRows, safeCell } from "./csv.ts";
import { toXlsx } from "./xlsx.ts";

test("safeCell() takes the power from everything that begins like a formula", () => {
  for (const evil of [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠a",
  ])
    expect(safeCell(evil)).toBe(`'${evil}`);
  for (const plain of ["Ås", "1=1", "", 'a "b"', "(=1)"]) expect(safeCell(plain)).toBe(plain);
  expect(safeCell(-7)).toBe(-7); // a typed number is no text
  expect(safeCell(null)).toBe(null);
});

test("csvRows() quotes what RFC 4180 asks for, and ends every row", () => {
  expect(
    csvRows([
      ["Navn", "Nr."],
      ['Per "Pelle"; Ås', 7],
      ["to\nlinjer", null],
    ]),
  ).toBe('Navn;Nr.\r\n"Per ""Pelle""; Ås";7\r\n"to\nlinjer";\r\n');
  expect(csvRows([])).toBe("");
});

test("toXlsx() makes a workbook of any size in the worker", async () => {
  const rows = Array.from({ length: 5000 }, (_, n) => [n, `Elev ${n} æøå`, "=HYPERLINK(1)"]);
  const made = await toXlsx({ name: "Elever", headings: ["Nr.", "Navn", "Merknad"], rows });
  const bytes = new Uint8Array(made); // a copy of its own, from its first byte
  expect([...bytes.slice(0, 4)]).toEqual([0x50, 0x4b, 3, 4]);
  const sheet = await entry(bytes, "xl/worksheets/sheet1.xml");
  expect(sheet).not.toContain("<f>");
  expect(sheet).toMatch(/<c r="A2"[^>]*><v>0<\/v>/);
});

/** One file of a zip, by its local header. */
async function entry(bytes: Uint8Array, name: string): Promise<string> {
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < bytes.length - 4; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue; // the central directory has the sizes
    const length = view.getUint16(at + 28, true);
    if (new TextDecoder().decode(bytes.slice(at + 46, at + 46 + length)) !== name) continue;
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const packed = bytes.slice(start, start + view.getUint32(at + 20, true));
    if (view.getUint16(at + 10, true) === 0) return new TextDecoder().decode(packed);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).text();
  }
  throw new Error(`Cannot find "${name}" in the workbook`);
}
