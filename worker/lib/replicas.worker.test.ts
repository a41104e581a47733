import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { app } from "#worker/app.tsx";
import { as, origin, type Person } from "#worker/test/harness.ts";
import { logged } from "#worker/test/logged.ts";

/** The real database, and from where each session of it began. */
function watchedDatabase() {
  const began: unknown[] = [];
  const DB = new Proxy(env.DB, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...all: unknown[]) => {
        if (name === "withSession") began.push(all[0]);
        return value.apply(target, all);
      };
    },
  });
  return { DB, began };
}

const car = { kind: "car", gearbox: "manual", classes: ["B"], dualControls: true };
const visit = { "sec-fetch-mode": "navigate" };

afterEach(() => vi.restoreAllMocks());

let office: Person;
beforeAll(async () => {
  office = await as("office");
});

/** One browser: it keeps the cookie, and says what it sent and how the database was taken. */
function browser(who: Person, setting?: string, LOG_LEVEL = "warn") {
  const { DB, began } = watchedDatabase();
  const bindings = { ...env, DB, READ_REPLICAS: setting, LOG_LEVEL };
  let written = "";
  const ask = async (method: string, path: string, more: HeadersInit = {}, body?: object) => {
    const cookie = [who.headers.cookie, written].filter(Boolean).join("; ");
    const headers = { ...who.headers, cookie, "content-type": "application/json", ...more };
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const answer = await app.request(origin + path, init, bindings, createExecutionContext());
    const set = answer.headers.getSetCookie().find((one) => one.startsWith("__Host-written="));
    if (set) written = set.split(";")[0] ?? "";
    return { answer, set };
  };
  return {
    ...{ began, ask },
    go: (path: string, more: HeadersInit = {}) => ask("GET", path, { ...visit, ...more }),
    keep: (cookie: string) => {
      written = cookie;
    },
    mark: () => written.split("=")[1]?.split(".")[0],
  };
}

async function makeCar(tab: ReturnType<typeof browser>, plate: string) {
  const { answer, set } = await tab.ask("POST", "/api/v1/vehicles", {}, { ...car, plate });
  expect(answer.status).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  return { path: `/vehicles/${id}`, set };
}

test("off, as it is: no session of the database, no cookie", async () => {
  const tab = browser(office);
  const { path, set } = await makeCar(tab, "RR10001");
  expect(set).toBeUndefined();
  expect((await (await tab.go(path)).answer.text()).includes("RR10001")).toBe(true);
  expect(tab.began).toEqual([]);
});

test("on: a write asks the primary, and the next page is no older than it", async () => {
  const tab = browser(office, "yes");
  await tab.go("/vehicles");
  const { path, set } = await makeCar(tab, "RR10002");
  expect(set).toMatch(/; HttpOnly/);
  const mark = tab.mark();
  expect(mark).toMatch(/^[0-9a-f-]{20,}$/); // as the runtime's own D1 gives it
  const { answer, set: again } = await tab.go(path);
  expect(await answer.text()).toContain("RR10002");
  expect(again).toBeUndefined();
  expect(tab.began).toEqual(["first-unconstrained", "first-primary", mark]);
  await makeCar(tab, "RR10003");
  expect(tab.mark()?.localeCompare(mark ?? "")).toBe(1); // later ones sort behind earlier ones
});

test("what a script fetches, a reload, the API and strangers ask the primary", async () => {
  const tab = browser(office, "yes");
  await tab.ask("GET", "/vehicles");
  await tab.ask("GET", "/vehicles", { "sec-fetch-mode": "cors" });
  await tab.go("/vehicles", { "cache-control": "max-age=0" });
  await tab.ask("GET", "/api/v1/vehicles");
  await tab.go("/sign-in", { cookie: "" });
  expect(tab.began).toEqual([]);
});

test("a bookmark that is not of our making is nothing", async () => {
  const tab = browser(office, "yes");
  await makeCar(tab, "RR10004");
  const [value = ""] = [tab.mark()];
  for (const forged of [`${value}.AAAAAAAAAAA`, value, "first-primary.x", "x".repeat(3_000), "."]) {
    tab.keep(`__Host-written=${forged}`);
    expect((await tab.go("/vehicles")).answer.status).toBe(200);
  }
  expect(new Set(tab.began.slice(1))).toEqual(new Set(["first-unconstrained"]));
});

test("a page costs as many trips from a copy as from the primary, and they are counted", async () => {
  const trips = async (setting?: string) => {
    const log = logged("log");
    await browser(office, setting, "info").go("/vehicles");
    const [line] = log.lines();
    return line?.round_trips;
  };
  const before = await trips();
  expect(before).toBeGreaterThan(0);
  expect(await trips("yes")).toBe(before);
});
