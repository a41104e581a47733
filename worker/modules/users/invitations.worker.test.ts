import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { DAY, shift } from "#worker/lib/clock.ts";
import { linkHash, linkToken } from "#worker/lib/links.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { account, Browser, PASSWORD, setClock, signIn } from "#worker/test/browser.ts";
import { as, auditRows, db } from "#worker/test/harness.ts";
import { Invitation, Invitations } from "./invitations/input.ts";
import { Member } from "./members/input.ts";
import { purgeLinks } from "./mod.ts";
import { invitations, links, memberships, users } from "./schema.ts";

afterEach(() => setClock());
const fresh = "grønn båt på fjorden";
const noon = "2026-11-23T11:00:00.000Z";

async function memberOf(person: Awaited<ReturnType<typeof as>>, id: string) {
  const answer = await person.get(`/api/v1/members/${id}`);
  expect(answer.status).toBe(200);
  return Member.parse(await answer.json());
}

async function linkPath(email: string, kind = "invitation") {
  const rows = await db.select().from(mails).where(eq(mails.recipient, email));
  const mail = rows.filter((row) => row.template === kind).at(-1);
  return `/link/${kind}/${linkToken(env.KEYS, mail?.params.linkId ?? "")}`;
}

test("whose access has ended is out at once, and can come back by an invitation", async () => {
  const owner = await as("owner", "ended");
  const ola = await account("instructor", "ended", { factor: false });
  const browser = await signIn(ola);
  expect((await browser.get("/account")).status).toBe(200);
  const gone = await owner.submit(`/people/${ola.id}/removal`, { version: "1" });
  expect(gone.headers.get("location")).toBe("/people");
  expect((await browser.get("/account")).headers.get("location")).toContain("/sign-in");
  expect((await owner.get(`/people/${ola.id}`)).status).toBe(404);
  await owner.post("/api/v1/invitations", { name: "Ola", email: ola.email, roles: ["office"] });
  const path = await linkPath(ola.email);
  const back = new Browser();
  await back.get(path);
  expect(back.text).toContain("You already have an account");
  expect((await back.post(`${path}/known`, { password: "wrong" })).status).toBe(422);
  expect((await back.post(`${path}/known`, { password: PASSWORD })).headers.get("location")).toBe(
    "/sign-in",
  );
  expect(await memberOf(owner, ola.id)).toMatchObject({ roles: ["office"], version: 3 });
});

test("an invitation: one mail, one row for a double click, and a new person signs in", async () => {
  const owner = await as("owner", "invite");
  const fields = {
    name: "Ny Ansatt",
    email: "Ny.Ansatt@Example.no",
    roles: ["instructor", "office"],
  };
  const once = "01900000-0000-7000-8000-0000000000aa";
  const clicks = await Promise.all(
    [0, 1].map(() => owner.submit("/people/invitations", { ...fields, _once: once })),
  );
  expect(clicks.map((answer) => answer.headers.get("location"))).toEqual(["/people", "/people"]);
  const sent = await db.select().from(mails).where(eq(mails.recipient, "ny.ansatt@example.no"));
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    template: "invitation",
    schoolId: owner.schoolId,
    params: { schoolName: "invite", inviter: "owner invite" },
  });
  const again = await owner.submit("/people/invitations", fields);
  expect(again.status).toBe(422);
  expect(await again.text()).toContain("invitasjon som venter");
  expect(await (await owner.get("/people")).text()).toContain("ny.ansatt@example.no");

  const path = await linkPath("ny.ansatt@example.no");
  const browser = new Browser();
  expect((await browser.get(path)).status).toBe(200);
  expect(browser.text).toContain("Join invite");
  expect(browser.html).toContain('value="Ny Ansatt"');
  expect((await browser.post(path, { name: "Ny", password: "invite12345678" })).status).toBe(422);
  expect(browser.text).toContain("names that others know");
  // The simulator of leaked passwords knows this one.
  const leaked = { name: "Ny", password: "Regnbuen over Lofoten 77" };
  expect((await browser.post(path, leaked)).status).toBe(422);
  expect(browser.text).toContain("has leaked from some other site");
  const joined = await browser.post(path, { name: "Ny Ansatt", password: fresh });
  expect(joined.headers.get("location")).toBe("/sign-in");
  expect((await browser.get(path)).status).toBe(410);
  await browser.get("/sign-in");
  const inside = await browser.post("/sign-in", { email: "ny.ansatt@example.no", password: fresh });
  expect(inside.headers.get("location")).toBe("/");
  const [user] = await db.select().from(users).where(eq(users.email, "ny.ansatt@example.no"));
  expect((await memberOf(owner, user?.id ?? "")).roles).toEqual(["instructor", "office"]);
  const rows = (await auditRows()).filter((row) => row.schoolId === owner.schoolId);
  // The queue may have sent the mail meanwhile, which leaves a row of its own.
  const own = rows.filter(({ action }) => action.startsWith("users."));
  expect(own.map((row) => row.action)).toEqual(["users.invited", "users.joined"]);
  expect(await owner.submit("/people/invitations", fields).then((r) => r.text())).toContain(
    "allerede tilgang her",
  );
});

test("an invitation is used once: a second click finds it done, another password does not", async () => {
  const owner = await as("owner", "twice");
  await owner.post("/api/v1/invitations", {
    name: "T",
    email: "twice@example.no",
    roles: ["office"],
  });
  const path = await linkPath("twice@example.no");
  const browsers = await Promise.all(
    [0, 1].map(async () => {
      const browser = new Browser();
      await browser.get(path);
      return browser;
    }),
  );
  const join = (b: Browser, password: string) => b.post(path, { name: "T", password });
  const answers = await Promise.all(browsers.map((b) => join(b, fresh)));
  expect(answers.map((answer) => answer.headers.get("location"))).toEqual(["/sign-in", "/sign-in"]);
  const [browser = new Browser()] = browsers;
  await browser.get("/sign-in");
  expect((await join(browser, `${fresh} og mer`)).status).toBe(410);
  expect(await db.select().from(users).where(eq(users.email, "twice@example.no"))).toHaveLength(1);
});

test("invitations can be renewed and withdrawn; old links stop working", async () => {
  const owner = await as("owner", "renew");
  const made = await owner.post("/api/v1/invitations", {
    name: "R",
    email: "renew@example.no",
    roles: ["office"],
  });
  expect(made.status).toBe(201);
  const invitation = Invitation.parse(await made.json());
  const first = await linkPath("renew@example.no");
  expect(
    (await owner.submit(`/people/invitations/${invitation.id}/renewal`, { version: "1" })).status,
  ).toBe(303);
  const second = await linkPath("renew@example.no");
  const reader = new Browser();
  expect((await reader.get(first)).status).toBe(410);
  expect((await reader.get(second)).status).toBe(200);
  const foreign = await as("owner", "s2");
  expect(
    (await foreign.delete(`/api/v1/invitations/${invitation.id}`, `"${invitation.id}-2"`)).status,
  ).toBe(404);
  expect(
    (await owner.delete(`/api/v1/invitations/${invitation.id}`, `"${invitation.id}-1"`)).status,
  ).toBe(412);
  expect(
    (await owner.delete(`/api/v1/invitations/${invitation.id}`, `"${invitation.id}-2"`)).status,
  ).toBe(200);
  expect((await reader.get(second)).status).toBe(410);
  expect(Invitations.parse(await (await owner.get("/api/v1/invitations")).json()).items).toEqual(
    [],
  );
  // The address is free to be invited again.
  expect(
    (
      await owner.post("/api/v1/invitations", {
        name: "R",
        email: "renew@example.no",
        roles: ["office"],
      })
    ).status,
  ).toBe(201);
});

test("an offer is worth nothing once who made it may not make it, until another does", async () => {
  const [owner, boss] = [await as("owner", "offers"), await as("owner", "offers")];
  const offer = { name: "Ny", email: "ny@offers.example", roles: ["office"] };
  const made = await boss.post("/api/v1/invitations", offer);
  expect(made.status).toBe(201);
  const path = await linkPath(offer.email);
  const look = async (at = path) => (await new Browser().get(at)).status;
  const hers = eq(memberships.userId, boss.userId);
  expect(await look()).toBe(200);
  await db
    .update(memberships)
    .set({ roles: ["instructor"] })
    .where(hers);
  expect(await look()).toBe(410);
  await db
    .update(memberships)
    .set({ roles: ["owner"] })
    .where(hers);
  const reader = new Browser();
  expect((await reader.get(path)).status).toBe(200);
  await db.update(users).set({ disabledAt: noon }).where(eq(users.id, boss.userId));
  expect((await reader.post(path, { name: "Ny", password: fresh })).status).toBe(410);
  await db.update(users).set({ disabledAt: null }).where(eq(users.id, boss.userId));
  await db.update(memberships).set({ endedAt: noon }).where(hers);
  expect(await look()).toBe(410);
  const { items } = Invitations.parse(await (await owner.get("/api/v1/invitations")).json());
  const [{ id = "", version = 0 } = {}] = items;
  const again = await owner.submit(`/people/invitations/${id}/renewal`, { version: `${version}` });
  expect(again.status).toBe(303);
  expect(await look(await linkPath(offer.email))).toBe(200);
});

test("who is signed in joins with a button; a stranger's session does not", async () => {
  const owner = await as("owner", "button");
  const kari = await account("instructor", "elsewhere");
  await owner.post("/api/v1/invitations", { name: "K", email: kari.email, roles: ["instructor"] });
  const path = await linkPath(kari.email);
  const stranger = await signIn(await account("student", "elsewhere"));
  await stranger.get(path);
  expect(stranger.text).toContain("you are signed in with another account");
  expect((await stranger.post(`${path}/signed-in`)).status).toBe(409);
  const mine = await signIn(kari);
  await mine.get(path);
  expect((await mine.post(`${path}/signed-in`)).headers.get("location")).toBe("/");
  await mine.get("/account");
  expect(mine.text).toContain("button");
});

test("bad invitations are told so beside their fields, and nothing is made", async () => {
  const owner = await as("owner", "bad");
  const refused = await owner.submit("/people/invitations", {
    name: "",
    email: "no address",
    roles: [],
  });
  expect(refused.status).toBe(422);
  const html = await refused.text();
  for (const name of ["name", "email", "roles"]) expect(html).toContain(`href="#field-${name}"`);
  expect(
    (
      await owner.post("/api/v1/invitations", {
        name: "A",
        email: "a@example.no",
        roles: ["platform_admin"],
      })
    ).status,
  ).toBe(422);
  expect(
    (
      await owner.post("/api/v1/invitations", {
        name: "A",
        email: "a@example.no",
        roles: ["office"],
        schoolId: "x",
      })
    ).status,
  ).toBe(422);
  expect(
    await db.select().from(invitations).where(eq(invitations.schoolId, owner.schoolId)),
  ).toEqual([]);
});

test("twenty invitations an hour, and then no more", async () => {
  setClock(noon);
  const owner = await as("owner", "many", { now: noon });
  const tries = [];
  for (let i = 0; i < 22; i++)
    tries.push(
      (
        await owner.post("/api/v1/invitations", {
          name: "M",
          email: `m${i}@example.no`,
          roles: ["office"],
        })
      ).status,
    );
  expect(tries.filter((status) => status === 201)).toHaveLength(20);
  expect(tries.slice(20)).toEqual([429, 429]);
});

test("the first administrator comes by a link, and only the first", async () => {
  const token = "s".repeat(43);
  const link = (hash: string, id: string) =>
    db
      .insert(links)
      .values({ hash, id, kind: "setup", createdAt: noon, expiresAt: "2099-01-01T00:00:00.000Z" });
  await link(linkHash(token), "setup-1");
  await link(linkHash("t".repeat(43)), "setup-2");
  const browser = new Browser();
  expect((await browser.get(`/link/setup/${"x".repeat(43)}`)).status).toBe(410);
  expect((await browser.get("/link/setup/short")).status).toBe(404);
  await browser.get(`/link/setup/${token}`);
  const who = { name: "Ada", email: "ada@example.no", password: fresh };
  expect((await browser.post(`/link/setup/${token}`, { ...who, password: "kort" })).status).toBe(
    422,
  );
  expect((await browser.post(`/link/setup/${token}`, who)).headers.get("location")).toBe(
    "/sign-in",
  );
  await browser.get(`/link/setup/${"t".repeat(43)}`);
  const second = await browser.post(`/link/setup/${"t".repeat(43)}`, {
    ...who,
    email: "eva@example.no",
  });
  expect(second.status).toBe(410);
  expect(await db.select().from(users).where(eq(users.email, "eva@example.no"))).toEqual([]);
  const [ada] = await db.select().from(users).where(eq(users.email, "ada@example.no"));
  const held = await db
    .select()
    .from(memberships)
    .where(eq(memberships.userId, ada?.id ?? ""));
  expect(held).toMatchObject([{ schoolId: "platform", roles: ["platform_admin"] }]);
  // She must set a second factor up before anything else.
  await browser.get("/sign-in");
  await browser.post("/sign-in", { email: who.email, password: fresh });
  expect((await browser.get("/people")).headers.get("location")).toBe("/account/second-factor");
});

test("the platform's administrators invite each other, and only to the platform", async () => {
  const admin = await as("platform_admin", "platform");
  expect((await admin.get("/people")).status).toBe(200);
  const made = await admin.post("/api/v1/invitations", {
    name: "B",
    email: "b@example.no",
    roles: ["platform_admin"],
  });
  expect(made.status).toBe(201);
  expect(
    (
      await admin.post("/api/v1/invitations", {
        name: "C",
        email: "c@example.no",
        roles: ["owner"],
      })
    ).status,
  ).toBe(422);
});

test("used and old links are purged after a day, and no others", async () => {
  const now = new Date().toISOString();
  const row = (id: string, expiresAt: string, usedAt: string | null) => ({
    hash: `purge ${id}`,
    id: `purge ${id}`,
    kind: "reset" as const,
    createdAt: noon,
    expiresAt,
    usedAt,
  });
  await db
    .insert(links)
    .values([
      row("old", shift(now, -2 * DAY), null),
      row("used", shift(now, DAY), shift(now, -2 * DAY)),
      row("young", shift(now, -DAY / 2), null),
      row("open", shift(now, DAY), null),
    ]);
  const { ctx } = await as("owner", "s1");
  await purgeLinks(ctx);
  const left = (await db.select({ id: links.id }).from(links)).map(({ id }) => id);
  expect(left.filter((id) => id.startsWith("purge")).sort()).toEqual(["purge open", "purge young"]);
});
