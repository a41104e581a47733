import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { uuidv7 } from "uuidv7";
import { afterEach, expect, test, vi } from "vitest";
import { app } from "#worker/app.tsx";
import { buyer, delivered, draft, invoiced, issue, mayInvoice } from "#worker/test/bills.ts";
import { as, auditRows, type Person, send } from "#worker/test/harness.ts";
import { pair } from "#worker/test/lesson_places.ts";
import { logged } from "#worker/test/logged.ts";
import { Invoice } from "./input.ts";

afterEach(() => vi.restoreAllMocks());

async function expectPdf(answer: Response, name: string): Promise<void> {
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": `attachment; filename="${name}.pdf"`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(answer.headers.get("content-length")).toBe(`${bytes.length}`);
  const text = new TextDecoder("latin1").decode(bytes);
  expect(text.slice(0, 5)).toBe("%PDF-");
  expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
  expect(text.trimEnd().endsWith("%%EOF")).toBe(true);
}

test("an issued invoice and its credit note are files to keep; a draft is none", async () => {
  const office = await as("office", "d1");
  const { invoice, studentId } = await invoiced(office);
  await expectPdf(await office.get(`/invoices/${invoice.id}/pdf`), `faktura-${invoice.number}`);
  expect(await (await office.get(`/invoices/${invoice.id}`)).text()).toContain(
    `href="/invoices/${invoice.id}/pdf"`,
  );
  const ids = invoice.lines.map(({ id }) => id);
  const made = await office.post(`/api/v1/invoices/${invoice.id}/credit-notes`, {
    ...{ ids, reason: "Feil pris" },
  });
  const note = Invoice.parse(await made.json());
  await expectPdf(await office.get(`/invoices/${note.id}/pdf`), `kreditnota-${note.number}`);
  const waiting = await draft(office, studentId, [await delivered(office, studentId)]);
  const far = await invoiced(await as("office", "d2"));
  for (const id of [waiting.id, far.invoice.id, uuidv7()])
    expect((await office.get(`/invoices/${id}/pdf`)).status).toBe(404);
});

test("who may see the page may have the file, and nobody else", async () => {
  const [office, hers] = [await as("office", "d3"), await as("student", "d3")];
  await mayInvoice(office);
  const studentId = await buyer(office, hers.userId);
  const made = await draft(office, studentId, [await delivered(office, studentId)]);
  const { id, number } = await issue(office, made);
  const before = (await auditRows()).length;
  await expectPdf(await hers.get(`/me/invoices/${id}/pdf`), `faktura-${number}`);
  expect(await (await hers.get(`/me/invoices/${id}`)).text()).toContain(
    `href="/me/invoices/${id}/pdf"`,
  );
  expect((await hers.get(`/invoices/${id}/pdf`)).status).toBe(403);
  const classmate = await as("student", "d3");
  expect((await classmate.get(`/me/invoices/${id}/pdf`)).status).toBe(404);
  expect((await send("GET", `/invoices/${id}/pdf`)).headers.get("location")).toMatch(/^\/sign-in/);
  expect((await auditRows()).length).toBe(before); // a read
});

test("a training card is a file by the student's number", async () => {
  const [us, far] = [await pair("d4"), await pair("d5")];
  const lesson = await us.held();
  const attested = { outcome: "delivered" };
  await us.instructor.put(`/api/v1/lessons/${lesson}/attestation`, attested, `"${lesson}-1"`);
  const page = await (await us.instructor.get(`/students/${us.studentId}/card`)).text();
  const at = `/students/${us.studentId}/training-card/pdf`;
  expect(page).toContain(`href="${at}"`);
  const answer = await us.instructor.get(at);
  const named = /opplaringskort-\d+/.exec(answer.headers.get("content-disposition") ?? "");
  await expectPdf(answer, `${named}`);
  expect((await us.student.get(at)).status).toBe(403);
  const own = "/me/card/pdf";
  expect(await (await us.student.get("/me/card")).text()).toContain(
    `href="${own}?student=${us.studentId}"`,
  );
  for (const path of [own, `${own}?student=${us.studentId}`])
    await expectPdf(await us.student.get(path), `${named}`);
  expect((await us.student.get(`${own}?student=${far.studentId}`)).status).toBe(404);
  for (const id of [far.studentId, uuidv7()])
    expect((await us.instructor.get(`/students/${id}/training-card/pdf`)).status).toBe(404);
});

const asked = (person: Person, path: string, documents: unknown) =>
  app.request(
    `https://tms.test${path}`,
    { headers: person.headers },
    { ...env, DOCUMENTS: documents },
    createExecutionContext(),
  );

// As workerd does with a binding that does not answer.
const silent = (_: unknown, { signal }: { signal: AbortSignal }) =>
  new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason)));
const soon = AbortSignal.timeout.bind(AbortSignal);
const html = () => new Response("<p>", { headers: { "content-type": "text/html" } });

test.each([
  ["is not bound", undefined],
  ["fails", { fetch: () => Promise.reject(new Error("Network connection lost.")) }],
  ["does not answer", { fetch: silent }],
  ["breaks", { fetch: async () => new Response("no", { status: 500 }) }],
  ["says something else", { fetch: async () => html() }],
])("when the documents Worker %s, the reader is told what helps", async (_, documents) => {
  const log = logged();
  vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => soon(ms === 10_000 ? 20 : ms));
  const office = await as("office", "d6");
  const { invoice } = await invoiced(office);
  const answer = await asked(office, `/invoices/${invoice.id}/pdf`, documents);
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("30");
  expect(answer.headers.get("content-disposition")).toBeNull();
  expect(await answer.text()).toContain("PDF-en kan ikke lages akkurat nå");
  expect(log.text()).toContain("documents");
  expect(log.text()).not.toContain(invoice.buyer?.name);
  expect((await asked(office, `/invoices/${invoice.id}/print`, documents)).status).toBe(200);
});
