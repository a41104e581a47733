import { env } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import { logged } from "#worker/test/logged.ts";
import { isBreached } from "./breached.ts";

// What scripts/simulators/hibp_data.ts knows of.
const leaked = "Regnbuen over Lofoten 77";
const padded = "Vinterdekk under trappa 31";
const silent = "Taushet er gull på tirsdag";
const broken = "Knust rute bak sjøbua 12";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const ask = (password: string, change: Partial<typeof env> = {}) =>
  isBreached({ env: { ...env, ...change }, requestId: "r" }, password);

test("what has leaked is known, in either Unicode form; what has not, and mere padding, is not", async () => {
  expect(await ask(leaked)).toBe(true);
  expect(await ask("password".normalize("NFD"))).toBe(true);
  expect(await ask(padded)).toBe(false);
  expect(await ask("fire-blå-sykler-i-regn")).toBe(false);
});

test("five digits of the hash are told, by https, with padding asked for, and nothing else", async () => {
  const asked: Request[] = [];
  vi.stubGlobal("fetch", (url: URL, init: RequestInit) => {
    asked.push(new Request(url, init));
    return new Response("0018A45C4D1DEF81644B54AB7F969B88D65:3\r\n");
  });
  const HIBP_URL = "https://api.pwnedpasswords.com";
  expect(await ask(leaked, { ENVIRONMENT: "production", HIBP_URL })).toBe(false);
  const [request] = asked;
  expect(request?.url).toMatch(/^https:\/\/api\.pwnedpasswords\.com\/range\/[0-9A-F]{5}$/);
  const headers = [...(request?.headers ?? [])];
  expect(Object.fromEntries(headers)).toEqual({ "add-padding": "true", "user-agent": "TMS" });
});

test("without the setting nobody is asked", async () => {
  const asked = vi.fn();
  vi.stubGlobal("fetch", asked);
  expect(await ask(leaked, { HIBP_URL: "" })).toBe(false);
  expect(asked).not.toHaveBeenCalled();
});

test.each([
  ["says nothing", silent, env.HIBP_URL, "outside.timeout"],
  ["is broken", broken, env.HIBP_URL, "503"],
  ["is out of reach", leaked, "http://127.0.0.1:9", "outside.unreachable"],
  ["is no service of ours", leaked, "http://pwned.example", "outside.host"],
])(
  "a service that %s holds nobody up, and the log says so without the password",
  async (_, password, HIBP_URL, why) => {
    const log = logged();
    expect(await ask(password, { HIBP_URL })).toBe(false);
    expect(log.lines()).toMatchObject([
      { request_id: "r", event: "breached_passwords.unknown", reason: why },
    ]);
    expect(log.text()).not.toContain(password);
  },
);
