import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { linkToken } from "#worker/lib/links.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { memberships } from "#worker/modules/users/schema.ts";
import { account, Browser, PASSWORD, signIn } from "#worker/test/browser.ts";
import { as, auditRows, db, type Person } from "#worker/test/harness.ts";
import { Access } from "./input.ts";

let office: Person;
beforeAll(async () => {
  office = await as("office", "acc");
});

async function register(email: string | null, who = office): Promise<string> {
  const body = { firstName: "Nora", lastName: "Vik", birthDate: "2008-05-01", classes: ["B"] };
  const made = await who.post("/api/v1/students", { ...body, email });
  expect(made.status).toBe(201);
  return ((await made.json()) as { id: string }).id;
}

const invite = (id: string, who = office) => who.put(`/api/v1/students/${id}/invitation`, {});
const access = async (id: string) =>
  Access.parse(await (await office.get(`/api/v1/students/${id}/access`)).json());
async function linksTo(email: string): Promise<string[]> {
  const rows = await db.select().from(mails).where(eq(mails.recipient, email));
  return rows.map(({ params }) => `/link/invitation/${linkToken(env.KEYS, params.linkId ?? "")}`);
}

test("a student is invited, joins, and sees her own and nobody else's", async () => {
  const id = await register("nora@example.no");
  expect((await access(id)).state).toBe("none");
  expect((await invite(id)).status).toBe(200);
  expect(await access(id)).toMatchObject({ state: "invited", email: "nora@example.no" });
  const entry = (await auditRows()).filter((row) => row.action === "students.invited").at(-1);
  expect(entry).toMatchObject({ entityId: id, actor: office.userId });
  const [path = ""] = await linksTo("nora@example.no");
  const phone = new Browser();
  await phone.get(path);
  const password = "grønn båt på fjorden";
  await phone.post(path, { name: "Nora Vik", password });
  await phone.get("/sign-in");
  await phone.post("/sign-in", { email: "nora@example.no", password });
  expect((await phone.get("/me")).status).toBe(200);
  expect(phone.text).toContain("Nora");
  expect((await phone.get("/students")).status).toBe(403);
  expect((await access(id)).state).toBe("account");
  const again = await invite(id);
  expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([
    409,
    "students.has_account",
  ]);
});

test("a new invitation takes the place of the one before", async () => {
  const id = await register("kaia@example.no");
  await invite(id);
  await invite(id);
  const [old = "", now = ""] = await linksTo("kaia@example.no");
  const phone = new Browser();
  expect((await phone.get(old)).status).toBe(410);
  expect((await phone.get(now)).status).toBe(200);
});

test("an invitation to an address that was corrected lets nobody in", async () => {
  const id = await register("feil@example.no");
  await invite(id);
  const [path = ""] = await linksTo("feil@example.no");
  const details = { firstName: "Nora", lastName: "Vik", birthDate: "2008-05-01", classes: ["B"] };
  const change = (more: object, version: number) =>
    office.put(`/api/v1/students/${id}`, { ...details, ...more }, `"${id}-${version}"`);
  expect((await change({ email: "feil@example.no", phone: "90000000" }, 1)).status).toBe(200);
  const stranger = new Browser();
  expect((await stranger.get(path)).status).toBe(200);
  expect((await change({ email: "riktig@example.no" }, 2)).status).toBe(200);
  const joining = { name: "Eva", password: "grønn båt på fjorden" };
  expect((await stranger.post(path, joining)).status).toBe(410);
  expect((await stranger.get(path)).status).toBe(410);
  expect((await access(id)).state).toBe("none");
});

test("by form: one letter for a double click, and what is missing is said on her page", async () => {
  const id = await register("lea@example.no");
  const _once = uuidv7();
  for (const _ of [1, 2]) {
    const sent = await office.submit(`/students/${id}/invitation`, { _once });
    expect(sent.headers.get("location")).toBe(`/students/${id}`);
  }
  expect(await linksTo("lea@example.no")).toHaveLength(1);
  expect(await (await office.get("/students")).text()).not.toContain("lea@example.no</");
  const silent = await register(null);
  const refused = await office.submit(`/students/${silent}/invitation`, { _once: uuidv7() });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain("Legg inn e-postadressen til eleven først.");
  expect((await access(silent)).state).toBe("none");
});

test("an address with an invitation of its own, another school's student, and who may not", async () => {
  const first = await register("felles@example.no");
  const second = await register("felles@example.no");
  await invite(first);
  const taken = await invite(second);
  expect(taken.status).toBe(422);
  expect(await taken.json()).toMatchObject({ errors: { email: "users.already_invited" } });
  expect((await invite(first, await as("instructor", "acc"))).status).toBe(403);
  const stranger = await as("office", "acc2");
  expect((await invite(first, stranger)).status).toBe(404);
  expect((await access(first)).state).toBe("invited");
});

test("who teaches at the school keeps that when she learns there too", async () => {
  const ola = await account("instructor", "acc", { factor: false });
  const id = await register(ola.email);
  expect((await invite(id)).status).toBe(200);
  const [path = ""] = await linksTo(ola.email);
  const phone = await signIn(ola);
  await phone.get(path);
  await phone.post(`${path}/known`, { password: PASSWORD });
  const [row] = await db.select().from(memberships).where(eq(memberships.userId, ola.id));
  expect(row?.roles.toSorted()).toEqual(["instructor", "student"]);
  expect((await access(id)).state).toBe("account");
});
