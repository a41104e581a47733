import {
  createExecutionContext,
  createMessageBatch,
  getQueueResult,
  waitOnExecutionContext,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import type { Job } from "#worker/lib/env.ts";
import worker from "#worker/main.ts";
import { contacts, studentContacts } from "#worker/modules/contacts/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { changedTables, dump } from "#worker/test/dump.ts";
import { as, auditRows, db, type Person } from "#worker/test/harness.ts";
import {
  csv,
  finish,
  get,
  imported,
  page,
  step,
  upload,
  uploaded,
  url,
} from "#worker/test/import_steps.ts";
import { pays } from "#worker/test/money.ts";
import { undoImport } from "./actions.ts";
import { advance } from "./jobs.ts";
import { importChunks, importProblems, importSeen, imports } from "./schema.ts";

const header = "Etternavn;Fornavn;Født;Foresatt;Foresatt mobil;Saldo";
const people = (n: number, name = "Berg") =>
  csv(header, ...Array.from({ length: n }, (_, at) => `${name};Elev ${letters(at)};01.02.2008;;;`));
// Names differ by letters that no spelling folds into one: digits are no part of a name.
const letters = (n: number): string =>
  (n >= 20 ? letters(Math.floor(n / 20) - 1) : "") + "bcdfghjklmnpqrstvwxz"[n % 20];

const inSchool = (person: Person) =>
  db.select().from(students).where(eq(students.schoolId, person.schoolId));

async function deliver(person: Person, id: string) {
  const body: Job = { kind: "import", schoolId: person.schoolId, id };
  const batch = createMessageBatch<Job>("tms-jobs", [
    { id: uuidv7(), timestamp: new Date(), attempts: 1, body },
  ]);
  const execution = createExecutionContext();
  await worker.queue(batch, env, execution);
  await waitOnExecutionContext(execution);
  return getQueueResult(batch, execution);
}

test("by forms alone: upload, look over the columns, check, import, undo", async () => {
  const office = await as("office", "forms");
  expect((await page(office, "/imports")).text).toContain("Ingen importer ennå");
  const form = await page(office, "/imports/new");
  expect(form.text).toContain('type="file"');
  const sent = await upload(office, csv(header, "Lie;Kari;01.02.2008;;;10,00", "Vik;;;;;"));
  expect(sent.status).toBe(303);
  const path = sent.headers.get("location") ?? "";
  const id = path.split("/").at(-1) ?? "";
  const mapping = await page(office, path);
  expect(mapping.text).toMatch(/<option value="lastName" selected[^>]*>Etternavn/);
  expect(mapping.text).toContain("01.02.2008");

  const columns = { c0: "lastName", c1: "firstName", c2: "birthDate", c5: "balance" };
  const wrong = { ...columns, c1: "lastName", balance: "credit", version: "1" };
  const refused = await office.submit(`${path}/mapping`, wrong);
  expect(refused.status).toBe(422);
  const shown = await refused.text();
  expect(shown).toContain("To kolonner er satt til det samme");
  expect(shown).toMatch(/name="c5"[\s\S]*?<option value="balance" selected/);
  const unknown = { ...columns, c0: "role", balance: "credit", version: "1" };
  expect((await office.submit(`${path}/mapping`, unknown)).status).toBe(422);

  const right = { ...columns, balance: "debt", version: "1" };
  expect((await office.submit(`${path}/mapping`, right)).headers.get("location")).toBe(path);
  const twice = await office.submit(`${path}/mapping`, right);
  expect([twice.status, twice.headers.get("location")]).toEqual([303, path]);
  const checked = await page(office, path);
  expect(checked.text).toContain("Importer 1 rad");
  expect(checked.text).toContain("Fornavn mangler.");
  expect(await inSchool(office)).toEqual([]);

  const list = await page(office, `${path}/problems?kind=refused`);
  expect(list.text).toContain("Fødselsdato mangler.");
  const file = await page(office, `${path}/problems.csv`);
  expect(file.headers.get("content-type")).toContain("text/csv");
  expect(file.text).toContain("3;Fornavn;Fornavn mangler.;Utelatt;;Vik");

  const { version } = await get(office, id);
  expect((await office.submit(`${path}/run`, { version: "1" })).status).toBe(409);
  const run = { version: String(version) };
  expect((await office.submit(`${path}/run`, run)).status).toBe(303);
  expect((await office.submit(`${path}/run`, run)).status).toBe(303);
  const [student] = await inSchool(office);
  expect(student).toMatchObject({ lastName: "Lie", firstName: "Kari", importId: id });
  expect((await page(office, path)).text).toContain("Angre importen");

  const undo = { version: String((await get(office, id)).version) };
  expect((await office.submit(`${path}/undo`, undo)).status).toBe(303);
  expect(await get(office, id)).toMatchObject({ state: "undone", doneCount: 1 });
  expect((await office.submit(`${path}/undo`, undo)).status).toBe(303);
  expect(await inSchool(office)).toEqual([]);
  const log = await auditRows();
  expect(log.filter((row) => row.entityId === id).map((row) => row.action)).toEqual([
    "imports.uploaded",
    "imports.mapped",
    "imports.checked",
    "imports.started",
    "imports.finished",
    "imports.undo_started",
    "imports.part_undone",
    "imports.undone",
  ]);
});

test("a file sent twice is one import", async () => {
  const office = await as("office", "twice");
  const once = uuidv7();
  const sent = await Promise.all([1, 2, 3].map(() => upload(office, people(3), { once })));
  expect(sent.map((r) => [r.status, r.headers.get("location")])).toEqual(
    sent.map(() => [303, `/imports/${once}`]),
  );
  const body = { id: uuidv7(), fileName: "a.csv", content: btoa(people(2)) };
  expect((await office.post(url, body)).status).toBe(201);
  expect((await office.post(url, body)).status).toBe(409);
  const rows = await db.select().from(imports).where(eq(imports.schoolId, office.schoolId));
  expect(rows).toHaveLength(2);
});

test("the queue works through a large file, and a message delivered again changes nothing", async () => {
  const office = await as("office", "queue");
  const id = await uploaded(office, people(1600));
  const { version, mapping } = await get(office, id);
  const start = await office.put(`${url}/${id}/mapping`, { mapping }, `"${id}-${version}"`);
  expect((await start.json()) as object).toMatchObject({ state: "checking", doneCount: 0 });
  const waiting = await page(office, `/imports/${id}`);
  expect(waiting.headers.get("refresh")).toBe("4");
  expect(waiting.text).toContain("<progress");
  const result = await deliver(office, id);
  expect(result.explicitAcks).toHaveLength(1);
  const checked = await finish(office, id);
  expect(checked).toMatchObject({ state: "checked", badCount: 0, doneCount: 1600 });
  await office.put(`${url}/${id}/run`, {}, `"${id}-${checked.version}"`);
  await Promise.all([deliver(office, id), deliver(office, id), advance(office.ctx, id)]);
  await finish(office, id);
  expect(await inSchool(office)).toHaveLength(1600);
  const before = await dump();
  await deliver(office, id);
  await deliver(office, uuidv7());
  expect(changedTables(before, await dump())).toEqual([]);
});

test("work that the queue has lost goes on by whoever looks, and by the minute's sweep", async () => {
  const office = await as("office", "silence");
  const id = await uploaded(office, people(300));
  await step(office, id, "mapping");
  const lost = {
    state: "running",
    nextChunk: 0,
    doneCount: 0,
    progressAt: "2026-01-01T00:00:00.000Z",
  };
  await db.update(imports).set(lost).where(eq(imports.id, id));
  await page(office, `/imports/${id}`);
  await expect.poll(() => get(office, id), { timeout: 5000 }).toMatchObject({ state: "done" });
  const other = await uploaded(office, people(300, "Dahl"));
  await step(office, other, "mapping");
  await db.update(imports).set(lost).where(eq(imports.id, other));
  const execution = createExecutionContext();
  await worker.scheduled({ cron: "* * * * *" }, env, execution);
  await waitOnExecutionContext(execution);
  expect(await get(office, other)).toMatchObject({ state: "done" });
  expect(await inSchool(office)).toHaveLength(600);
});

test("siblings share a guardian, also one who is here already", async () => {
  const office = await as("office", "siblings");
  const rows = (name: string) =>
    csv(
      header,
      `Moe;${name};01.02.2008;Åse Moe;94455413;`,
      `Moe;${name}ine;03.04.2010;Moe, Aase;+47 944 55 413;`,
      `Moe;${name}e;03.04.2011;Per Moe;94455413;`,
    );
  const first = await imported(office, rows("Ol"));
  const here = () => db.select().from(contacts).where(eq(contacts.schoolId, office.schoolId));
  expect(await here()).toHaveLength(2);
  const second = await imported(office, rows("Pal"));
  expect(await here()).toHaveLength(2);
  const links = await db
    .select()
    .from(studentContacts)
    .where(eq(studentContacts.schoolId, office.schoolId));
  expect(links).toHaveLength(6);
  // The first import's guardians are the second's students' too: that is a use of them.
  const used = await office.put(`${url}/${first.id}/undo`, {}, `"${first.id}-${first.version}"`);
  expect(used.status).toBe(409);
  expect(await used.json()).toMatchObject({ code: "imports.contact_used" });
  await step(office, second.id, "undo");
  await step(office, first.id, "undo");
  expect(await here()).toEqual([]);
});

test("undo is refused by name when a student was used, and nothing is removed", async () => {
  const office = await as("office", "used");
  const { id, version } = await imported(office, people(30));
  const [student] = await inSchool(office);
  await db
    .update(students)
    .set({ version: 2 })
    .where(eq(students.id, student?.id ?? ""));
  const before = await dump();
  const refused = await office.submit(`/imports/${id}/undo`, { version: String(version) });
  expect(refused.status).toBe(409);
  const text = await refused.text();
  expect(text).toContain(`href="/students/${student?.id}"`);
  expect(text).toContain(`${student?.firstName} Berg (elev ${student?.number})`);
  expect(changedTables(before, await dump())).toEqual([]);
  const api = await office.put(`${url}/${id}/undo`, {}, `"${id}-${version}"`);
  expect(api.status).toBe(409);
  expect(await api.json()).toMatchObject({ code: "imports.student_used" });
});

test("who has paid is used too: her import stays whole; she stays who pays while it is undone", async () => {
  const office = await as("office", "paid");
  const { id, version } = await imported(office, people(3));
  const [before] = await inSchool(office);
  await pays(office, before?.id ?? "", 5_000, "prepaid");
  const refused = await office.put(`${url}/${id}/undo`, {}, `"${id}-${version}"`);
  expect([refused.status, await refused.json()]).toMatchObject([
    409,
    { code: "imports.student_used", reasons: [{ params: { number: before?.number } }] },
  ]);
  const other = await as("office", "paid2");
  const second = await imported(other, people(3));
  const [hers] = await inSchool(other);
  await undoImport(other.ctx, second);
  await pays(other, hers?.id ?? "", 5_000, "prepaid");
  expect(await finish(other, second.id)).toMatchObject({ state: "undone", doneCount: 2 });
  expect((await inSchool(other)).map((student) => student.id)).toEqual([hers?.id]);
});

test("who is changed while an import is undone stays, and is named afterwards", async () => {
  const office = await as("office", "during");
  const { id, version } = await imported(office, people(3));
  const [kept] = await inSchool(office);
  await undoImport(office.ctx, { id, version });
  const edit = { firstName: "Endret", lastName: "Berg", birthDate: "2008-02-01" };
  const saved = await office.put(`/api/v1/students/${kept?.id}`, edit, `"${kept?.id}-1"`);
  expect(saved.status).toBe(200);
  expect(await finish(office, id)).toMatchObject({ state: "undone", doneCount: 2 });
  expect((await inSchool(office)).map((student) => student.id)).toEqual([kept?.id]);
  const { text } = await page(office, `/imports/${id}`);
  expect(text).toContain("Disse er fortsatt i registeret");
  expect(text).toContain(`href="/students/${kept?.id}"`);
  expect(text).toContain(`Endret Berg (elev ${kept?.number})`);
});

test("what came into the register after the dry run is left out of the import", async () => {
  const office = await as("office", "late");
  const row = "Solberg;Åse;02.07.2004;02870468744";
  const file = csv("Etternavn;Fornavn;Født;Fødselsnr", row, "Lie;Kari;03.07.2004;");
  const [one, other] = [await uploaded(office, file), await uploaded(office, file)];
  await step(office, one, "mapping");
  await step(office, other, "mapping");
  expect(await step(office, one, "run")).toMatchObject({ badCount: 0 });
  expect(await step(office, other, "run")).toMatchObject({ state: "done", badCount: 2 });
  expect(await inSchool(office)).toHaveLength(2);
  const late = await db.select().from(importProblems).where(eq(importProblems.importId, other));
  expect(late.map((problem) => problem.code).sort()).toEqual([
    "imports.id_in_register",
    "imports.person_in_register",
  ]);
});

test("a file given up, or forgotten for a week, leaves none of its rows", async () => {
  const office = await as("office", "forgotten");
  const id = await uploaded(office, people(3));
  const { version } = await get(office, id);
  const removal = await office.submit(`/imports/${id}/removal`, { version: String(version) });
  expect(removal.status).toBe(303);
  expect(await get(office, id)).toMatchObject({ state: "given_up" });
  const old = await uploaded(office, people(3));
  const fresh = await uploaded(office, people(4));
  const createdAt = new Date(Date.now() - 8 * 86_400_000).toISOString();
  await db.update(imports).set({ createdAt }).where(eq(imports.id, old));
  await worker.scheduled({ cron: "15 3 * * *" }, env, createExecutionContext());
  expect(await get(office, old)).toMatchObject({ state: "given_up" });
  expect(await get(office, fresh)).toMatchObject({ state: "uploaded" });
  const kept = await db
    .select()
    .from(importChunks)
    .where(eq(importChunks.schoolId, office.schoolId));
  expect(kept.map((chunk) => chunk.importId)).toEqual([fresh]);
  expect(await db.select().from(importSeen)).toEqual([]);
});

test("work that fails again and again stops, says so, and goes on when it is asked to", async () => {
  const office = await as("office", "stopped");
  const id = await uploaded(office, people(300));
  const checked = await step(office, id, "mapping");
  const piece = eq(importChunks.importId, id);
  const kept = await db.select().from(importChunks).where(piece);
  await db.delete(importChunks).where(piece);
  await db
    .update(imports)
    .set({ state: "running", nextChunk: 0, doneCount: 0 })
    .where(eq(imports.id, id));
  for (let n = 0; n < 8; n++) await expect(advance(office.ctx, id)).rejects.toThrow("no piece");
  expect(await advance(office.ctx, id)).toBe(false);
  const shown = await page(office, `/imports/${id}`);
  expect(shown.text).toContain("Arbeidet har stoppet");
  expect(shown.headers.get("refresh")).toBeNull();
  await db.insert(importChunks).values(kept);
  const retry = { version: String(checked.version) };
  expect((await office.submit(`/imports/${id}/retry`, retry)).status).toBe(303);
  expect(await finish(office, id)).toMatchObject({ state: "done", badCount: 0 });
  expect(await inSchool(office)).toHaveLength(300);
});
