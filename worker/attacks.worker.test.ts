import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { audit } from "./lib/audit.ts";
import { MINUTE, shift } from "./lib/clock.ts";
import { linkHash, linkToken } from "./lib/links.ts";
import { invitations, links, memberships } from "./modules/users/schema.ts";
import { account, Browser, signIn } from "./test/browser.ts";
import { db, as as person, school } from "./test/harness.ts";

// What an attacker tried and got: each of these was a way in, or out, before it was closed.

const json = (response: Response) => response.json<Record<string, unknown>>();

test.each(["/.//evil.example", "/a/..//evil.example", "/%2e//evil.example"])(
  "nobody is sent to another host by way of ?next=%s",
  async (next) => {
    const browser = await signIn(await account("student"));
    const way = encodeURIComponent(next);
    expect((await browser.get(`/sign-in?next=${way}`)).headers.get("location")).toBe("/");
    await browser.get("/account");
    const posted = await browser.post("/language", { locale: "en", back: next });
    expect(posted.headers.get("location")).toBe("/");
  },
);

test("national ids are shown thirty times an hour, and searched for as often, not more", async () => {
  const office = await person("office", "oracle");
  const made = await office.post("/api/v1/students", {
    ...{ firstName: "Ida", lastName: "Moe", birthDate: "2008-05-05" },
    nationalId: "05850850072",
  });
  expect(made.status).toBe(201);
  const student = await json(made);
  const reveal = () => office.submit(`/students/${student.id}/national-id/reveal`, {});
  const shown = await Promise.all(Array.from({ length: 40 }, reveal));
  expect(shown.filter(({ status }) => status === 200)).toHaveLength(30);
  const refused = shown.find(({ status }) => status !== 200);
  expect(refused?.status).toBe(429);
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
  const action = eq(audit.action, "students.national_id_revealed");
  const entries = await db
    .select({ seq: audit.seq })
    .from(audit)
    .where(and(eq(audit.schoolId, office.schoolId), action));
  expect(entries).toHaveLength(30);
  const asker = await person("office", "oracle");
  const search = () => asker.submit("/students/find", { nationalId: "05850850153" });
  const asked = await Promise.all(Array.from({ length: 35 }, search));
  expect(asked.filter(({ status }) => status === 429)).toHaveLength(5);
});

test("a platform session that nobody has just proven makes no school and no owner", async () => {
  const now = shift(new Date().toISOString(), -6 * MINUTE);
  const admin = await person("platform_admin", "platform", { now });
  const schoolId = await school("takeover");
  const owner = { name: "Eve", email: "eve@example.no" };
  const answers = [
    await admin.post(`/api/v1/platform/schools/${schoolId}/owners`, owner),
    await admin.post("/api/v1/platform/schools", {
      ...{ name: "Eves trafikkskole", ownerName: "Eve", ownerEmail: "eve@example.no" },
    }),
    await admin.submit(`/platform/schools/${schoolId}/owners`, owner),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  const offers = await db.select().from(invitations).where(eq(invitations.email, owner.email));
  expect(offers).toEqual([]);
});

test("who has typed only her password does not join a school as one who is signed in", async () => {
  const kari = await account("office", "home");
  const schoolId = await school("lure");
  const inviter = await person("owner", "lure");
  const [id, linkId, at] = [uuidv7(), uuidv7(), new Date().toISOString()];
  const token = linkToken(env.KEYS, linkId);
  await db.batch([
    db.insert(invitations).values({
      ...{ schoolId, id, email: kari.email, name: "Kari", roles: ["office"] },
      ...{ invitedBy: inviter.userId, invitedAt: at },
    }),
    db.insert(links).values({
      ...{ id: linkId, kind: "invitation", schoolId, invitationId: id },
      ...{ hash: linkHash(token), createdAt: at, expiresAt: "2099-01-01T00:00:00.000Z" },
    }),
  ]);
  const half = new Browser();
  await half.get("/sign-in");
  await half.follow(await half.post("/sign-in", { email: kari.email, password: kari.password }));
  const joined = await half.post(`/link/invitation/${token}/signed-in`);
  expect(joined.headers.get("location")).toContain("/sign-in/code");
  const there = and(eq(memberships.schoolId, schoolId), eq(memberships.userId, kari.id));
  expect(await db.select().from(memberships).where(there)).toEqual([]);
});

test("a line of text is one line, of whole characters that do not turn others around", async () => {
  const office = await person("office");
  const made = await office.post("/api/v1/students", {
    firstName: "Ola\r\nBcc: eve@example.no\u202e",
    lastName: "Lie\ud800\tMoe",
    birthDate: "2001-01-01",
  });
  expect(made.status).toBe(201);
  expect(await json(made)).toMatchObject({
    firstName: "Ola Bcc: eve@example.no",
    lastName: "Lie\ufffd Moe",
  });
});
