import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { changedTables, dump } from "#worker/test/dump.ts";
import { as, cost, db } from "#worker/test/harness.ts";
import {
  csv,
  get,
  imported,
  page,
  step,
  upload,
  uploaded,
  url,
} from "#worker/test/import_steps.ts";
import { showColumns } from "./mapping/actions.ts";
import { showProblems } from "./problems/actions.ts";
import { getImport, listImports } from "./queries.ts";
import { importProblems } from "./schema.ts";

const header = "Etternavn;Fornavn;Født;Fødselsnr;Merknad";

test("a file that cannot be read is refused beside its field, and leaves nothing", async () => {
  const office = await as("office");
  const before = await dump();
  const files: [string | Uint8Array<ArrayBuffer>, string][] = [
    ["", "Filen er tom"],
    ["a\nb\n", "bare én kolonne"],
    [`${header}\nLie;"Kari;;;\n`, "i rad 2, lukkes ikke"],
    [`${header}\nLie;Kari;;;${"x".repeat(1_000_000)}\n`, "i rad 2 er lengre"],
    [`${"a;".repeat(5000)}b\n1;2\n`, "5001 kolonner"],
    [`${header}\nL\0ie;Kari;;;\n`, "ikke en tekstfil"],
    [Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 9]), "regneark"],
    [new Uint8Array(10.5 * 1024 * 1024).fill(97), "større enn 10 MB"],
  ];
  for (const [file, says] of files) {
    const response = await upload(office, file);
    expect(response.status, says).toBe(422);
    expect(await response.text()).toContain(says);
  }
  expect((await upload(office, new Uint8Array(12 * 1024 * 1024).fill(97))).status).toBe(413);
  const none = await office.submit("/imports", {});
  expect(none.status).toBe(422);
  expect(await none.text()).toContain("Velg en fil");
  const json = await office.post(url, { fileName: "a.csv", content: btoa("a\nb\n") });
  expect(json.status).toBe(422);
  expect(await json.json()).toMatchObject({ code: "imports.one_column" });
  expect((await office.post(url, { fileName: "a.csv", content: "no base64!" })).status).toBe(422);
  expect(changedTables(before, await dump())).toEqual([]);
});

test("nothing that may be a national id stands in clear, and none is shown", async () => {
  const office = await as("office", "canary");
  const id = "02870468744";
  const name = `elev ${id} 028704 68744.csv`;
  const file = csv(header, `Solberg;Åse;02.07.2004;${id};=1+1`, `Lie;Kari;03.07.2004;;${id}`);
  const response = await upload(office, file, { name });
  const path = response.headers.get("location") ?? "";
  const importId = path.split("/").at(-1) ?? "";
  const shown = [await page(office, path)];
  await step(office, importId, "mapping");
  for (const more of ["", "/problems", "/problems.csv", "/mapping"])
    shown.push(await page(office, path + more));
  await step(office, importId, "run");
  shown.push(await page(office, path), await page(office, `${path}/problems`));
  for (const { status, text } of shown) {
    expect(status).toBe(200);
    expect(text).not.toContain("68744");
  }
  expect(shown[0]?.text).toContain("028704*****");
  expect(shown[3]?.text).toContain("'=1+1");
  const all = await dump();
  expect(all).not.toContain(id);
  expect(all).not.toContain("68744");
});

test("the dry run tells which national ids the own school has, and of no other school's", async () => {
  const one = csv(header, "Solberg;Åse;02.07.2004;02870468744;");
  expect(await imported(await as("office", "ids1"), one)).toMatchObject({ badCount: 0 });
  const checked = async (school: string) => {
    const office = await as("office", school);
    return step(office, await uploaded(office, one), "mapping");
  };
  expect(await checked("ids2")).toMatchObject({ state: "checked", badCount: 0, tally: [] });
  expect(await checked("ids1")).toMatchObject({ badCount: 1 });
});

test("who may not import may see nothing, and another school's import is as unknown as a random id", async () => {
  const [office, other] = [await as("office", "mine"), await as("office", "theirs")];
  const id = await uploaded(office, csv(header, "Lie;Kari;03.07.2004;;"));
  for (const role of ["instructor", "academic_leader", "student"] as const) {
    const person = await as(role, "mine");
    expect((await person.get(`/imports/${id}`)).status).toBe(403);
    expect((await person.get(url)).status).toBe(403);
  }
  const paths = (some: string) =>
    ["", "/mapping", "/problems", "/problems.csv"].map((p) => `/imports/${some}${p}`);
  for (const path of [...paths(id), ...paths(uuidv7())])
    expect((await other.get(path)).status, path).toBe(404);
  for (const to of ["mapping", "run", "undo"]) {
    const body = to === "mapping" ? { mapping: ["name", "birthDate"] } : {};
    const foreign = await other.put(`${url}/${id}/${to}`, body, `"${id}-1"`);
    expect(foreign.status).toBe(404);
    expect(await foreign.json()).toMatchObject({ code: "imports.not_found" });
  }
  expect((await other.delete(`${url}/${id}`, `"${id}-1"`)).status).toBe(404);
  expect(await get(office, id)).toMatchObject({ state: "uploaded", version: 1 });
});

test("a step wants the version that is there, and its turn", async () => {
  const office = await as("office", "turns");
  const id = await uploaded(office, csv(header, "Lie;Kari;03.07.2004;;"));
  const { mapping } = await get(office, id);
  const put = (to: string, body: object, tag?: string) =>
    office.put(`${url}/${id}/${to}`, body, tag);
  expect((await put("run", {}, undefined)).status).toBe(428);
  expect((await put("mapping", { mapping }, `"${id}-7"`)).status).toBe(412);
  expect((await put("run", {}, `"${id}-1"`)).status).toBe(409);
  expect((await put("undo", {}, `"${id}-1"`)).status).toBe(409);
  const lacking = await put("mapping", { mapping: ["lastName", null] }, `"${id}-1"`);
  expect(lacking.status).toBe(422);
  expect(await lacking.json()).toMatchObject({ code: "imports.name_unmapped" });
  expect((await put("mapping", { mapping, role: "owner" }, `"${id}-1"`)).status).toBe(422);
  await step(office, id, "mapping");
  const again = await step(office, id, "mapping"); // other columns, another dry run
  expect(again).toMatchObject({ state: "checked", badCount: 0 });
  const form = { version: "1", balance: "credit", c0: "name", c2: "birthDate" };
  const stale = await office.submit(`/imports/${id}/mapping`, form);
  expect(stale.status).toBe(409);
  expect(await stale.text()).toContain("kommet lenger");
});

test("findings are paged and filtered, and the pages cost what they may", async () => {
  const office = await as("office", "paging");
  const rows = Array.from({ length: 700 }, (_, n) =>
    n % 3
      ? `Berg;${"x".repeat((n % 26) + 1)}${String.fromCharCode(97 + (n % 26))};2008-07-0${(n % 9) + 1};1;`
      : `;;;;`.replace(";;;;", `;Ola;2008-07-01;;`),
  );
  const id = await uploaded(office, csv(header, ...rows));
  const checked = await step(office, id, "mapping");
  const refused = await db.select().from(importProblems).where(eq(importProblems.importId, id));
  const seen: string[] = [];
  let after = "";
  do {
    const response = await office.get(`${url}/${id}/problems?per=100${after}`);
    const list = (await response.json()) as { items: { id: string }[]; after: string | null };
    seen.push(...list.items.map((item) => item.id));
    after = list.after ? `&after=${encodeURIComponent(list.after)}` : "";
  } while (after);
  expect(new Set(seen).size).toBe(refused.length);
  expect(seen).toHaveLength(refused.length);
  const kind = checked.tally.find(({ code }) => code === "imports.last_name_missing");
  expect(kind).toMatchObject({ column: "Etternavn", refused: true, rows: 234 });
  const some = await office.get(`${url}/${id}/problems?code=imports.id_format&row=600&per=5`);
  const { items } = (await some.json()) as { items: { row: number; code: string }[] };
  expect(items.map((item) => item.code)).toEqual(Array(5).fill("imports.id_format"));
  expect(items.every((item) => item.row >= 600)).toBe(true);

  const { ctx } = office;
  const filters = { per: 25, kind: "refused", code: "imports.id_format", row: 300 } as const;
  const list = await cost(ctx, (some) => listImports(some, { per: 25 }));
  expect(list).toMatchObject({ trips: 1 });
  expect(list.rowsRead).toBeLessThanOrEqual(300);
  expect((await cost(ctx, (some) => getImport(some, id))).rowsRead).toBeLessThanOrEqual(60);
  expect((await cost(ctx, (some) => showColumns(some, id))).trips).toBe(1);
  for (const filter of [{ per: 25 }, { per: 25, kind: "refused" as const }, filters]) {
    const problems = await cost(ctx, (some) => showProblems(some, id, filter));
    expect(problems.trips).toBe(2);
    expect(problems.rowsRead).toBeLessThanOrEqual(300);
  }
});
