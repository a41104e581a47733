import Papa from "papaparse";
import { expect, test } from "vitest";
import { as, type Person, send } from "#worker/test/harness.ts";
import { readClasses } from "./cells/classes.ts";
import type { Import } from "./input.ts";
import { limits, readTable } from "./reading/rules.ts";

// Files that are made to hurt: whoever opens what comes of them, or the machine that reads them.

const inTime = async (most: number, work: () => unknown) => {
  const begun = performance.now();
  await work();
  expect(performance.now() - begun).toBeLessThan(most);
};

async function uploaded(who: Person, text: string, fileName = "elever.csv") {
  const content = Buffer.from(text).toString("base64");
  const answer = await who.post("/api/v1/imports", { fileName, content });
  expect(answer.status).toBe(201);
  return answer.json<Import>();
}

test("the list of findings runs nothing in a spreadsheet, also where a cell has several lines", async () => {
  const office = await as("office", "formulas");
  const cells = ["=1+1\nx", "\n=1+1", "\uff1d1+1", "@SUM(1)\n"];
  const rows = cells.map((cell, n) => ["Lie", `Ola ${n}`, "ingen dato", cell]);
  const text = Papa.unparse([["=Etternavn\nx", "Fornavn", "Født", "Instruktør"], ...rows], {
    delimiter: ";",
  });
  const { id, version } = await uploaded(office, text);
  const mapping = ["lastName", "firstName", "birthDate", "instructor"];
  const checked = await office.put(
    `/api/v1/imports/${id}/mapping`,
    { mapping, balance: "credit" },
    `"${id}-${version}"`,
  );
  expect(checked.status).toBe(200);
  const file = await (await office.get(`/imports/${id}/problems.csv`)).text();
  const { data } = Papa.parse<string[]>(file.slice(1).trim(), { delimiter: ";" });
  const shown = data.flat();
  expect(shown.some((cell) => cell.includes("=1+1"))).toBe(true);
  expect(shown.filter((cell) => /^\s*[=+\-@\uff1d]/.test(cell))).toEqual([]);
});

/** Sends a file of one student as the form does, and answers where its import is. */
async function sendFile(who: Person, name: string): Promise<string> {
  const body = new FormData();
  body.set("_token", who.token());
  body.set("file", new Blob(["Etternavn;Fornavn;Født\nLie;Ola;01.02.2003\n"]), name);
  const answer = await send("POST", "/imports", { headers: who.headers, body });
  expect(answer.status).toBe(303);
  return answer.headers.get("location") ?? "";
}

test("a file name as long as a file takes no time", async () => {
  const office = await as("office", "names");
  await inTime(2_000, () => sendFile(office, `${"1 -".repeat(25_000)}.csv`));
});

test("a national id in a file's name is masked wherever the name is cut", async () => {
  const office = await as("office", "names");
  for (const before of [0, 180, 190, 195, 199, 290, 295]) {
    const place = await sendFile(office, `${"x".repeat(before)}05850850072`);
    const { fileName } = await (await office.get(`/api/v1${place}`)).json<Import>();
    expect(fileName).not.toMatch(/\d{4}/);
  }
});

test.each(["-", "(", " .", "KODE "])("a cell full of %j is refused at once", async (part) => {
  await inTime(500, () => {
    for (let n = 0; n < 20; n++)
      expect(readClasses(part.repeat(limits.cell / part.length))).toBeUndefined();
  });
});

test("millions of empty lines are too many rows, and are not read to the end", async () => {
  const file = new TextEncoder().encode(`Navn;Født\n${"\n".repeat(limits.bytes - 20)}`);
  await inTime(2_000, () => expect(() => readTable(file)).toThrow("imports.too_many_rows"));
});
