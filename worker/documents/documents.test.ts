import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { invoiceSheet } from "#web/modules/invoices/sheet.ts";
import { cardSheet } from "#web/modules/lessons/card_sheet.ts";
import type { Invoice } from "#worker/modules/invoices/input.ts";
import type { TrainingCard } from "#worker/modules/lessons/card/input.ts";
import { documentsWorker } from "../../scripts/serve/documents.ts";
import type { Sheet } from "./input.ts";

// The Worker itself in workerd, and its PDFs as another program reads them.
let worker: Miniflare;
beforeAll(async () => {
  const workers = [await documentsWorker()];
  worker = new Miniflare(convertV4MiniflareOptions({ cf: false, workers }));
  await worker.ready;
}, 60_000);
afterAll(() => worker.dispose());

const post = (body: unknown) =>
  worker.dispatchFetch("https://documents/pdf", { method: "POST", body: JSON.stringify(body) });

async function pdf(sheet: Sheet): Promise<Buffer> {
  const answer = await post(sheet);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  return Buffer.from(await answer.arrayBuffer());
}

const has = (tool: string) => spawnSync(tool, ["-v"]).error === undefined;
const readable = has("pdftotext") && has("pdffonts");
const without = readable ? "" : " (skipped: no pdftotext here; npm run setup:tools installs it)";

async function read(tool: string, file: Buffer, args: readonly string[] = []): Promise<string> {
  const run = promisify(execFile)(tool, [...args, "-", ...(tool === "pdftotext" ? ["-"] : [])]);
  run.child.stdin?.end(file);
  return (await run).stdout;
}
const textOf = async (sheet: Sheet) =>
  (await read("pdftotext", await pdf(sheet), ["-layout"])).replaceAll("\u00a0", " ");
const pagesOf = (text: string) => text.split("\f").length - 1;

const names = ["Łukasz", "Şahin", "Nguyễn", "Áŋel"];
const id = "01900000-0000-7000-8000-000000000001";
const place = { address: "Storgata 1", postalCode: "0155", town: "Oslo", email: null };

const line = (n: number): Invoice["lines"][number] => ({
  ...{ id, chargeId: id, text: `Kjøretime ${n}`, onDate: "2026-11-02", quantity: 1 },
  ...{ vatCode: "exempt_education", rate: 0, netOre: 79_000, vatOre: 0, grossOre: 79_000 },
  ...{ prepaidOre: 0, credited: false },
});

const invoice = (change: Partial<Invoice> = {}, count = 2): Invoice => ({
  ...{ id, kind: "invoice", state: "open", number: 10_001, studentId: id },
  ...{ student: "Łukasz Şahin", at: "2026-11-03T08:00:00.000Z", issuedOn: "2026-11-03" },
  ...{ dueOn: "2026-11-17", grossOre: count * 79_000, openOre: 1, overdue: false, version: 1 },
  ...{ kid: "000100017", payerId: null, note: "Ref. Áŋel\nTakk!", prepaidOre: 50_000 },
  seller: {
    ...{ name: "Ærlig Kjøreskole AS", orgnr: "974760673", vatRegistered: true },
    ...{ companyRegister: true, ...place, phone: "22 33 44 55", account: "12345678903" },
  },
  buyer: {
    ...{ name: "Nguyễn Văn Áŋel", orgnr: null, ...place },
    ...{ studentName: "Łukasz Şahin", studentNumber: 42 },
  },
  vat: [
    {
      ...{ code: "exempt_education", rate: 0, vatOre: 0 },
      ...{ netOre: count * 79_000, grossOre: count * 79_000 },
    },
  ],
  ...{ netOre: count * 79_000, vatOre: 0, creditsId: null, creditsNumber: null, reason: null },
  ...{ mailedAt: null, settlements: [], creditNotes: [] },
  lines: Array.from({ length: count }, (_, n) => line(n + 1)),
  ...change,
});

const card = (count: number): TrainingCard => ({
  on: "2026-11-23",
  school: { name: "Ærlig Kjøreskole AS", orgnr: "974760673", ...town() },
  student: {
    ...{ id, number: 42, firstName: "Nguyễn", lastName: "Áŋel", birthDate: "2009-03-04" },
    ...town(),
  },
  classes: [
    {
      ...{ classCode: "B", startedOn: "2026-01-05", lessons: count, minutes: count * 45 },
      steps: [{ step: "B.1.tgk", wanted: 1020, minutes: 1020, state: "done" }],
    },
  ],
  lessons: Array.from({ length: count }, (_, n) => ({
    ...{ id, startsAt: "2026-02-02T09:00:00.000Z", minutes: 45, classCode: "B" as const },
    ...{ step: "B.2.lesson", instructor: "Łukasz Şahin", attestedBy: "Łukasz Şahin" },
    ...{ attestedAt: "2026-02-02T10:00:00.000Z", signedAt: null, recommendation: null },
    ...{ version: 1, reason: n === 0 ? "Dobbelttime" : null },
  })),
  earlier: [
    {
      ...{ step: "B.1.first_aid", onDate: "2025-05-05", minutes: 240, source: "credit" },
      ...{ employee: null, note: "Kursbevis" },
    },
  ],
});
function town() {
  return { address: "Storgata 1", postalCode: "0155", town: "Oslo" };
}

test("what is no sheet is refused by where it is wrong, never by what stood there", async () => {
  const sheet = invoiceSheet("nb", invoice());
  const wrong = { ...sheet, on: "Łukasz", secret: "Şahin" };
  const answer = await post(wrong);
  expect(answer.status).toBe(422);
  const said = await answer.text();
  expect(JSON.parse(said)).toMatchObject({ code: "invalid", at: expect.arrayContaining(["on"]) });
  expect(said).not.toMatch(/Łukasz|Şahin/);
  const uneven = { kind: "table", columns: [{ label: "", share: 1, end: false }], rows: [[]] };
  for (const body of [{ ...sheet, blocks: [uneven] }, null, "x"])
    expect((await post(body)).status).toBe(422);
  expect((await post({ ...sheet, title: "x".repeat(1_100_000) })).status).toBe(413);
  for (const [path, method] of [
    ["/pdf", "GET"],
    ["/", "POST"],
  ] as const)
    expect((await worker.dispatchFetch(`https://documents${path}`, { method })).status).toBe(404);
  expect(await (await worker.dispatchFetch("https://documents/healthz")).text()).toBe("ok");
});

test("the same sheet is the same file, another one is not, and no font is embedded whole", async () => {
  const [one, again, other] = [invoice(), invoice(), invoice({ number: 10_002 })];
  const files = [];
  for (const each of [one, again, other]) files.push(await pdf(invoiceSheet("nb", each)));
  expect(files[0]?.equals(files[1] ?? Buffer.alloc(0))).toBe(true);
  expect(files[0]?.equals(files[2] ?? Buffer.alloc(0))).toBe(false);
  expect(files[0]?.subarray(0, 5).toString()).toBe("%PDF-");
  expect(files[0]?.length).toBeLessThan(200_000); // the two fonts alone are 1.3 MB
});

describe.skipIf(!readable)(`as another program reads it${without}`, () => {
  test.each(["nb", "en"] as const)(
    "an invoice has all that the law wants, in %s",
    async (locale) => {
      const text = await textOf(invoiceSheet(locale, invoice()));
      for (const said of [...names, "10001", "000100017", "1234.56.78903", "974760673 MVA"])
        expect(text).toContain(said);
      const words =
        locale === "nb"
          ? ["Faktura 10001", "Forfall", "1 580,00 kr", "Å betale", "1 080,00 kr", "Side 1 av 1"]
          : ["Invoice 10001", "Due", "NOK 1,580.00", "To pay", "NOK 1,080.00", "Page 1 of 1"];
      for (const said of [...words, "Foretaksregisteret", "Takk!"]) expect(text).toContain(said);
      expect(pagesOf(text)).toBe(1);
    },
  );

  test("a credit note names its invoice and its reason, and asks for no money", async () => {
    const note = invoice({ kind: "credit_note", creditsNumber: 10_001, reason: "Áŋel var syk" });
    const text = await textOf(invoiceSheet("nb", { ...note, number: 20_001, prepaidOre: 0 }));
    for (const said of ["Kreditnota 20001", "Gjelder faktura", "10001", "Årsak: Áŋel var syk"])
      expect(text).toContain(said);
    expect(text).not.toMatch(/Å betale|KID|Kontonummer|Forfall/);
  });

  test("a hundred lines go on over the page, each once, under the same headings", async () => {
    const text = await textOf(invoiceSheet("nb", invoice({}, 100)));
    expect(pagesOf(text)).toBe(3);
    for (let n = 1; n <= 100; n++)
      expect(text.match(new RegExp(`Kjøretime ${n}\\b`, "g"))).toHaveLength(1);
    expect(text.match(/Levert/g)).toHaveLength(3);
    expect(text).toContain("Side 3 av 3");
  });

  test("a training card has every lesson with who held it, and what was credited", async () => {
    const text = await textOf(cardSheet("nb", card(60)));
    for (const said of ["Opplæringskort for Nguyễn Áŋel", "Klasse B", "60 timer", "Godskrevet"])
      expect(text).toContain(said);
    expect(text.match(/2\. feb\. 2026/g)?.length).toBeGreaterThanOrEqual(60);
    expect(text).toContain("Dobbelttime");
    expect(text).toContain(`Side 1 av ${pagesOf(text)}`);
    expect(text).not.toMatch(/B\.\d\.[a-z]|\{\w+\}/);
  });

  test("both fonts are embedded as subsets that can be searched and copied from", async () => {
    const fonts = (await read("pdffonts", await pdf(invoiceSheet("nb", invoice())))).trim();
    const rows = fonts.split("\n").slice(2);
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toMatch(/CID TrueType\s+Identity-H\s+yes yes yes/);
  });

  test("letters of no font, marks of direction and control letters break nothing", async () => {
    const odd = invoice({ note: "A\u202eB\u0000C\u200b 漢字 🚗 e\u0323\u0302 D" });
    const text = await textOf(invoiceSheet("nb", odd));
    expect(text).toContain("ABC");
    expect(text).toContain("ệ");
    expect(text).toContain("Side 1 av 1");
  });
});
