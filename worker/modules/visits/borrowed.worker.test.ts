import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { DAY, shift } from "#worker/lib/clock.ts";
import { hashOf, sessionsOf } from "#worker/lib/session.ts";
import { memberships, users } from "#worker/modules/users/schema.ts";
import { db, type Person } from "#worker/test/harness.ts";
import { approved, type Company, company, started } from "#worker/test/visits.ts";
import { supportVisits } from "./schema.ts";

// What a visitor borrows, from whom, and for how long.

test("an edge that knows nothing of visits is told that she is herself, and ends none by asking", async () => {
  const us = await company("owner");
  const visitor = await started(us);
  const { support, owner } = us;
  const asked = sessionsOf(env, support.userId);
  const hash = hashOf(support.secret);
  const told = () => asked.check(hash, support.ctx.now);
  const herself = { schoolId: "platform", roles: ["platform_admin"], shut: [] };
  const platform = expect.objectContaining({ id: "platform" });
  expect(await told()).toMatchObject({ ...herself, schools: [platform] });
  expect(await told()).not.toHaveProperty("visit");
  await owner.submit(`/visits/${visitor.id}/end`, {});
  expect(await told()).toMatchObject(herself);
  // Whoever does know of visits is still to hear that this one is over.
  const knows = await asked.check(hash, support.ctx.now, undefined, true);
  expect(knows).toMatchObject({ ...herself, visitOver: true });
});

/** Changes somebody's membership, and lets her object know. */
async function becomes(
  { userId, schoolId }: Person,
  change: Partial<typeof memberships.$inferInsert>,
): Promise<void> {
  const hers = and(eq(memberships.userId, userId), eq(memberships.schoolId, schoolId));
  await db.update(memberships).set(change).where(hers);
  await sessionsOf(env, userId).forget();
}

const shutOut = async ({ userId }: Person) => {
  const disabledAt = new Date().toISOString();
  await db.update(users).set({ disabledAt }).where(eq(users.id, userId));
};
const start = ({ support }: Company, id: string) =>
  support.submit(`/platform/visits/${id}/start`, {});

test.each<[string, (owner: Person) => Promise<void>]>([
  ["owns it no more", (owner) => becomes(owner, { roles: ["office"] })],
  ["has left", (owner) => becomes(owner, { endedAt: new Date().toISOString() })],
  ["is shut out", shutOut],
])(
  "a yes is worth nothing when whoever said it %s, before the visit and on it",
  async (_, gone) => {
    const before = await company("office");
    const id = await approved(before);
    await gone(before.owner);
    const answer = await start(before, id);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain("Den som godkjente besøket, er ikke eier");
    const [row] = await db.select().from(supportVisits).where(eq(supportVisits.id, id));
    expect(row).toMatchObject({ state: "approved", startedAt: null });

    const during = await company("office");
    const visitor = await started(during);
    expect((await visitor.get("/students")).status).toBe(200);
    await gone(during.owner);
    expect((await visitor.get("/students")).headers.get("location")).toBe("/platform/visits");
  },
);

test("a visitor borrows what the other was at the yes, and no role that she has got since", async () => {
  const us = await company("instructor");
  const id = await approved(us);
  await becomes(us.person, { roles: ["owner", "instructor"] });
  expect((await start(us, id)).headers.get("location")).toBe("/");
  expect((await us.support.get("/students")).status).toBe(200);
  expect((await us.support.get("/invoices")).status).toBe(403);
  await becomes(us.person, { roles: ["owner"] });
  expect((await us.support.get("/students")).headers.get("location")).toBe("/platform/visits");

  const other = await company("instructor");
  const late = await approved(other);
  await becomes(other.person, { roles: ["owner"] });
  expect((await start(other, late)).status).toBe(409);
});

test("whoever must set up a second factor first has nothing to lend", async () => {
  const us = await company("office");
  const visitor = await started(us);
  expect((await visitor.get("/students")).status).toBe(200);
  const { userId } = us.person;
  await db.update(users).set({ totpAt: null }).where(eq(users.id, userId));
  const since = (days: number) =>
    becomes(us.person, { since: shift(new Date().toISOString(), -days * DAY) });
  await since(6);
  expect((await visitor.get("/students")).status).toBe(200);
  await since(8);
  expect((await visitor.get("/students")).headers.get("location")).toBe("/platform/visits");
});
