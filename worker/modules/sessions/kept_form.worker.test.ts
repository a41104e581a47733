import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterEach, expect, test } from "vitest";
import { HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { vehicles } from "#worker/modules/vehicles/schema.ts";
import {
  type Account,
  account,
  Browser,
  codeOf,
  PASSWORD,
  setClock,
  signIn,
} from "#worker/test/browser.ts";
import { type Filled, formIn } from "#worker/test/forms.ts";
import { as, auditRows, db, origin, send } from "#worker/test/harness.ts";

// What somebody typed outlives her session: she gets it back when she has signed in again, and
// nobody else does. Nothing is done by it.

afterEach(() => setClock());
const noon = "2026-11-23T11:00:00.000Z";
const later = shift(noon, 2 * HOUR); // the office's sessions rest half an hour
const car = { plate: "EK30303", kind: "car", gearbox: "manual", make: "Merkeligmerke" };

/** A browser whose form for a new vehicle is filled in, and its session over. */
async function lateWith(who: Account, fields: Filled = car) {
  setClock(noon);
  const browser = await signIn(who);
  await browser.get("/vehicles/new");
  const opened = await formIn(browser.html, "/vehicles");
  setClock(later);
  const refused = await browser.post("/vehicles", { ...opened, ...fields });
  return { browser, refused, sent: { ...opened, ...fields } };
}

/** Signs in on the page that is open, carrying what it carries. */
async function inAgain(browser: Browser, who: Account, kept = browser.hidden("kept") ?? "") {
  const next = browser.hidden("next") ?? "";
  const first = await browser.post("/sign-in", {
    ...{ email: who.email, password: who.password, next, kept },
  });
  if (!who.seed) return first;
  return browser.post("/sign-in/code", {
    code: codeOf(who),
    next,
    kept: browser.hidden("kept") ?? "",
  });
}

const made = async (plate = car.plate) =>
  db.select({ id: vehicles.id }).from(vehicles).where(eq(vehicles.plate, plate));

test("a form whose session is over comes back as it was filled in, and is saved once", async () => {
  const kari = await account("owner", "kept");
  const { browser, refused, sent } = await lateWith(kari);
  expect(refused.status).toBe(401);
  expect(browser.text).toContain("What you wrote is kept for an hour");
  expect(browser.html).not.toContain("Merkeligmerke"); // nobody else reads it in the page
  expect(await made()).toEqual([]);

  const back = await inAgain(browser, kari);
  expect(back.status).toBe(200);
  expect(browser.text).toContain("Nothing has been sent yet");
  const kept = await formIn(browser.html, "/vehicles");
  expect(kept).toMatchObject({ ...car, _once: sent._once, _restore: "yes" });
  expect(await made()).toEqual([]);

  const shown = await browser.post("/vehicles", kept);
  expect(shown.status).toBe(200);
  expect(browser.text).toContain("This is what you had written");
  const again = await formIn(browser.html, "/vehicles");
  expect(again).toMatchObject({ ...car, _once: sent._once });
  expect(again._restore).toBeUndefined();
  expect(await made()).toEqual([]);

  const saved = await Promise.all([1, 2].map(() => browser.post("/vehicles", again)));
  expect(saved.map(({ status }) => status)).toEqual([303, 303]);
  expect(await made()).toEqual([{ id: sent._once }]);
});

test("a change that comes back is still merged with what others changed meanwhile", async () => {
  const kari = await account("owner", "merge");
  setClock(noon);
  const colleague = await as("owner", "merge", { now: noon });
  const browser = await signIn(kari);
  const body = { ...car, plate: "EK30304", model: "Før", classes: ["B"], dualControls: false };
  const { id } = await (await colleague.post("/api/v1/vehicles", body)).json<{ id: string }>();
  await browser.get(`/vehicles/${id}/edit`);
  const opened = await formIn(browser.html, `/vehicles/${id}`);
  await colleague.put(`/api/v1/vehicles/${id}`, { ...body, insurer: "Deres" }, `"${id}-1"`);
  setClock(later);
  await browser.post(`/vehicles/${id}`, { ...opened, model: "Etter" });
  await inAgain(browser, kari);
  await browser.post(`/vehicles/${id}`, await formIn(browser.html, `/vehicles/${id}`));
  const shown = await formIn(browser.html, `/vehicles/${id}`);
  expect(shown).toMatchObject({ model: "Etter", version: "1" });
  expect((await browser.post(`/vehicles/${id}`, shown)).status).toBe(409);
  const merged = await formIn(browser.html, `/vehicles/${id}`);
  expect(merged).toMatchObject({ model: "Etter", insurer: "Deres", version: "2" });
});

test("who signs in as somebody else sees nothing of it", async () => {
  const { browser } = await lateWith(await account("owner", "kept"));
  const sealed = browser.hidden("kept") ?? "";
  expect(sealed).not.toBe("");
  const other = await account("owner", "kept");
  const back = await inAgain(browser, other);
  expect([back.status, back.headers.get("location")]).toEqual([303, "/"]);
  expect(browser.html).not.toContain("Merkeligmerke");
  await browser.follow(back);
  expect(browser.html).not.toContain("Merkeligmerke");
  // Not even by carrying it along to a sign-in of another browser.
  const elsewhere = new Browser();
  await elsewhere.get("/sign-in");
  setClock(shift(later, MINUTE));
  expect((await inAgain(elsewhere, other, sealed)).headers.get("location")).toBe("/");
});

test("what was altered, is too old or is no form at all is left aside", async () => {
  const kari = await account("owner", "kept");
  const { browser } = await lateWith(kari);
  const sealed = browser.hidden("kept") ?? "";
  const middle = Math.floor(sealed.length / 2);
  const flipped = sealed[middle] === "A" ? "B" : "A";
  const altered = sealed.slice(0, middle) + flipped + sealed.slice(middle + 1);
  for (const [n, wrong] of [altered, sealed.slice(1), "x", '{"to":"/"}'].entries()) {
    setClock(shift(later, n * MINUTE));
    const fresh = new Browser();
    await fresh.get("/sign-in?next=/people");
    const back = await fresh.post("/sign-in", {
      ...{ email: kari.email, password: PASSWORD, next: "/people", kept: wrong },
    });
    expect(back.headers.get("location")).toBe("/sign-in/code?next=%2Fpeople");
  }
  setClock(shift(later, HOUR + 1));
  const late = await browser.post("/sign-in", {
    ...{ email: kari.email, password: PASSWORD, next: "/people", kept: sealed },
  });
  expect(late.headers.get("location")).toBe("/sign-in/code?next=%2Fpeople");
});

test("numbers and passwords are not kept, and a form of nothing else is not worth keeping", async () => {
  const kari = await account("owner", "kept");
  setClock(noon);
  const browser = await signIn(kari);
  await browser.get("/students/new");
  const opened = await formIn(browser.html, "/students");
  setClock(later);
  const student = { firstName: "Nora", lastName: "Hemmelig", nationalId: "01010750160" };
  expect((await browser.post("/students", { ...opened, ...student })).status).toBe(401);
  expect((await inAgain(browser, kari)).status).toBe(200);
  const kept = await formIn(browser.html, "/students");
  expect(kept).toMatchObject({ firstName: "Nora", lastName: "Hemmelig" });
  expect(browser.html).not.toContain("01010750160");

  setClock(shift(later, 2 * HOUR));
  const password = { current: PASSWORD, password: "grønn båt på fjorden" };
  expect((await browser.post("/account/password", password)).status).toBe(403);
  expect(browser.html).not.toContain("fjorden");
  const rows = JSON.stringify(await auditRows());
  expect(rows).not.toContain("01010750160");
});

test("who has signed in again in another tab gets the form of the first one back at once", async () => {
  const kari = await account("owner", "kept");
  setClock(noon);
  const browser = await signIn(kari);
  await browser.get("/vehicles/new");
  const { html } = browser;
  const opened = await formIn(html, "/vehicles");
  setClock(later);
  await signIn(kari, browser);
  browser.html = html;
  const fields = { ...opened, ...car, plate: "EK30305" };
  expect((await browser.post("/vehicles", fields)).status).toBe(409);
  expect(browser.text).toContain("What you wrote has been kept");
  const kept = await formIn(browser.html, "/vehicles");
  expect(await made("EK30305")).toEqual([]);
  expect((await browser.post("/vehicles", kept)).status).toBe(200);
  const shown = await formIn(browser.html, "/vehicles");
  expect((await browser.post("/vehicles", shown)).status).toBe(303);
  // Somebody else at the same machine does not.
  const other = await account("owner", "kept");
  await signIn(other, browser);
  browser.html = html;
  expect((await browser.post("/vehicles", { ...fields, make: "Merkeligmerke" })).status).toBe(403);
  expect(browser.html).not.toContain("Merkeligmerke");
});

test("who belongs to two schools is led back into the one that the form is of", async () => {
  const kari = await account("owner", ["kept-a", "kept-b"]);
  setClock(noon);
  const browser = await signIn(kari);
  await browser.get("/account");
  const target = kari.schoolIds.find((id) => !browser.token.startsWith(id)) ?? "";
  await browser.post("/session/school", { schoolId: target });
  await browser.get("/vehicles/new");
  const opened = await formIn(browser.html, "/vehicles");
  setClock(later);
  await browser.post("/vehicles", { ...opened, ...car, plate: "EK30306" });
  expect((await inAgain(browser, kari)).status).toBe(200);
  expect(browser.token.startsWith(target)).toBe(true);
  await browser.post("/vehicles", await formIn(browser.html, "/vehicles"));
  const shown = await formIn(browser.html, "/vehicles");
  expect((await browser.post("/vehicles", shown)).status).toBe(303);
  const [row] = await db.select().from(vehicles).where(eq(vehicles.plate, "EK30306"));
  expect(row?.schoolId).toBe(target);
});

test("a file is not kept, and that is said", async () => {
  const kari = await account("owner", "kept");
  setClock(noon);
  const browser = await signIn(kari);
  await browser.get("/imports/new");
  setClock(later);
  const body = new FormData();
  body.set("_token", browser.token);
  body.set("file", new File(["Navn;Født\n"], "elever.csv", { type: "text/csv" }));
  const refused = await send("POST", "/imports", { headers: browser.headers(), body });
  expect(refused.status).toBe(401);
  const text = await refused.text();
  expect(text).toContain("The file you chose has not been kept");
  expect(text).not.toContain('name="kept"');
});

test("a form that was asked for a proof, and then for a sign-in, comes back too", async () => {
  const kari = await account("owner", "kept");
  setClock(noon);
  const browser = await signIn(kari);
  setClock(shift(noon, 10 * MINUTE));
  await browser.get("/people/invitations/new");
  const invited = { name: "Nyansatt", email: "nyansatt@example.no", roles: "office" };
  expect((await browser.post("/people/invitations", { ...invited, _once: uuidv7() })).status).toBe(
    403,
  );
  const kept = browser.hidden("kept") ?? "";
  expect(kept).toContain("Nyansatt");
  setClock(later);
  expect((await browser.post("/step-up", { kept, password: PASSWORD })).status).toBe(401);
  expect((await inAgain(browser, kari)).status).toBe(200);
  const back = await formIn(browser.html, "/people/invitations");
  expect(back).toMatchObject(invited);
  expect((await browser.post("/people/invitations", back)).status).toBe(200);
  expect(browser.text).toContain("This is what you had written");
});

test("showing a form again does nothing, and where there is no form it is refused", async () => {
  const owner = await as("owner", "kept");
  const before = (await auditRows()).length;
  const shown = await owner.submit("/vehicles", { ...car, plate: "EK30307", _restore: "yes" });
  expect(shown.status).toBe(200);
  expect(await made("EK30307")).toEqual([]);
  const bare = await owner.submit("/account/sessions/others/removal", { _restore: "yes" });
  expect(bare.status).toBe(404);
  expect((await auditRows()).length).toBe(before);
});

test("another site's form is refused before anything of it is kept", async () => {
  const owner = await as("owner", "kept");
  const body = new URLSearchParams({ ...car, _token: `${owner.schoolId}.n.m.w` });
  for (const headers of [
    { ...owner.headers, origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    { origin: "https://evil.example" },
  ]) {
    const answer = await send("POST", "/vehicles", { headers, body: new URLSearchParams(body) });
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain('name="kept"');
  }
  const own = { origin, "sec-fetch-site": "same-origin" };
  const forged = await send("POST", "/vehicles", { headers: own, body });
  const sealed = /name="kept" value="([^"]+)"/.exec(await forged.text())?.[1];
  expect([forged.status, sealed !== undefined]).toEqual([401, true]);
  // Whose it says it is was never ours to say, so nobody gets it.
  const kari = await account("student", "kept");
  const browser = new Browser();
  await browser.get("/sign-in");
  expect((await inAgain(browser, kari, sealed)).headers.get("location")).toBe("/");
});
