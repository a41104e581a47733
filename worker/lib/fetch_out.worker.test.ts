import { env } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import * as z from "zod";
import { logged } from "#worker/test/logged.ts";
import type { Bindings } from "./env.ts";
import { fetchOut, jsonIn } from "./fetch_out.ts";

const production: Bindings = {
  ...env,
  ENVIRONMENT: "production",
  BRREG_URL: "https://data.brreg.no",
};
const companies = `${env.BRREG_URL}/enhetsregisteret/api/enheter`;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** What the other side answers, in place of the network. */
const answering = (make: (request: Request) => Response | Promise<Response>) => {
  const asked: Request[] = [];
  vi.stubGlobal("fetch", (url: URL, init: RequestInit) => {
    const request = new Request(url, init);
    asked.push(request);
    return make(request);
  });
  return asked;
};

test("an allowed service answers, whatever its status", async () => {
  const found = await fetchOut(env, `${companies}/800000106`);
  expect(found).toMatchObject({ answered: true, status: 200 });
  const body = found.answered ? jsonIn(found.body, z.object({ navn: z.string() })) : undefined;
  expect(body).toEqual({ navn: "FJORDBYEN TRAFIKKSKOLE AS" });
  expect(await fetchOut(env, `${companies}/800000173`)).toMatchObject({ status: 500 });
});

test.each([
  "https://evil.example/enhetsregisteret",
  "https://data.brreg.no.evil.example/",
  "https://user:password@data.brreg.no/",
  "https://data.brreg.no:8443/",
  "http://data.brreg.no/",
  "http://127.0.0.1:1/",
  "http://169.254.169.254/latest/meta-data",
  "file:///etc/passwd",
  "//data.brreg.no/",
  "",
])("%j is not asked", async (url) => {
  const asked = answering(() => new Response("secret"));
  expect(await fetchOut(production, url)).toEqual({ answered: false, code: "outside.host" });
  expect(asked).toEqual([]);
});

test("http is for this machine only, and only in a local run", async () => {
  const asked = answering(() => new Response("{}"));
  const simulated = { ...production, BRREG_URL: "http://127.0.0.1:8788/brreg" };
  const url = "http://127.0.0.1:8788/brreg/x";
  expect(await fetchOut(simulated, url)).toMatchObject({ code: "outside.host" });
  expect(asked).toEqual([]);
  expect(await fetchOut({ ...simulated, ENVIRONMENT: "local" }, url)).toMatchObject({
    status: 200,
  });
  const elsewhere = { ...simulated, ENVIRONMENT: "local", BRREG_URL: "http://brreg.example" };
  expect(await fetchOut(elsewhere, "http://brreg.example/")).toMatchObject({ answered: false });
});

test.each([301, 302, 307, 308])("a %i is not followed", async (status) => {
  const location = "https://evil.example/";
  const asked = answering(() => new Response(null, { status, headers: { location } }));
  const answer = await fetchOut(production, "https://data.brreg.no/x");
  expect(answer).toEqual({ answered: false, code: "outside.redirect" });
  expect(asked).toMatchObject([{ redirect: "manual" }]);
});

test("256 kB is read, one byte more is not", async () => {
  const most = 256 * 1024;
  for (const [size, code] of [
    [most, undefined],
    [most + 1, "outside.too_large"],
  ] as const) {
    answering(() => new Response("x".repeat(size)));
    const answer = await fetchOut(production, "https://data.brreg.no/x");
    expect(answer.answered ? answer.body.length : answer.code).toBe(code ?? size);
  }
});

test("a stream without end is cut off", async () => {
  const pull = (c: ReadableStreamDefaultController) => c.enqueue(new Uint8Array(64 * 1024));
  answering(() => new Response(new ReadableStream({ pull })));
  const answer = await fetchOut(production, "https://data.brreg.no/x");
  expect(answer).toEqual({ answered: false, code: "outside.too_large" });
});

test("letters cut in two by the network are whole again", async () => {
  const bytes = new TextEncoder().encode("blåbær");
  const parts = [bytes.slice(0, 3), bytes.slice(3)];
  answering(() => new Response(new Blob(parts).stream()));
  expect(await fetchOut(production, "https://data.brreg.no/x")).toMatchObject({ body: "blåbær" });
});

test("a service that says nothing is given up", async () => {
  const silent = await fetchOut(env, `${companies}/800000181`, { timeoutMs: 200 });
  expect(silent).toEqual({ answered: false, code: "outside.timeout" });
});

test("a service that begins and then says nothing is given up too", async () => {
  const start = (c: ReadableStreamDefaultController) => c.enqueue(new Uint8Array(10));
  answering(() => new Response(new ReadableStream({ start })));
  const answer = await fetchOut(production, "https://data.brreg.no/x", { timeoutMs: 100 });
  expect(answer).toEqual({ answered: false, code: "outside.timeout" });
});

test("a service that is not there is out of reach", async () => {
  const nobody = { ...env, BRREG_URL: "http://127.0.0.1:9" };
  const answer = await fetchOut(nobody, "http://127.0.0.1:9/x", { timeoutMs: 3000 });
  expect(answer).toEqual({ answered: false, code: "outside.unreachable" });
});

test("a service that fails five times in a row is let be, asked by one after a while, and back when it answers", async () => {
  const log = logged();
  let now = Date.now();
  vi.spyOn(Date, "now").mockImplementation(() => now);
  let up = false;
  const asked = answering(() => {
    if (!up) throw new TypeError("Network connection lost");
    return new Response("here");
  });
  // An address of its own: what is learned of a service stays with the isolate.
  const tired: Bindings = { ...production, AUTOSYS_URL: "https://tired.example" };
  const ask = () => fetchOut(tired, "https://tired.example/x");
  for (let n = 0; n < 5; n++) expect(await ask()).toMatchObject({ code: "outside.unreachable" });
  expect(log.said()).toEqual([{ event: "outside.silent", subject: "AUTOSYS_URL", seconds: 30 }]);
  for (let n = 0; n < 10; n++)
    expect(await ask()).toEqual({ answered: false, code: "outside.resting" });
  expect(asked).toHaveLength(5);
  // Others are asked as always, and so is another who has the same name.
  up = true;
  expect(await fetchOut(tired, "https://data.brreg.no/x")).toMatchObject({ body: "here" });
  up = false;
  now += 30_000;
  const three = await Promise.all([ask(), ask(), ask()]);
  expect(three.map((out) => (out.answered ? 200 : out.code))).toEqual([
    "outside.unreachable",
    "outside.resting",
    "outside.resting",
  ]);
  now += 59_999;
  expect(await ask()).toMatchObject({ code: "outside.resting" });
  up = true;
  now += 1;
  expect(await ask()).toMatchObject({ body: "here" });
  const all = await Promise.all([ask(), ask(), ask()]);
  expect(all.every((out) => out.answered)).toBe(true);
});

test("a real service that breaks, and one that hangs, are let be too", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  for (const [number, says] of [
    ["800000173", { status: 500 }],
    ["800000181", { code: "outside.timeout" }],
  ] as const) {
    // The same simulator under an address nobody else has asked.
    const BRREG_URL = `${env.BRREG_URL}/./${number}/..`;
    const bindings = { ...env, BRREG_URL };
    const ask = () =>
      fetchOut(bindings, `${BRREG_URL}/enhetsregisteret/api/enheter/${number}`, { timeoutMs: 150 });
    for (let n = 0; n < 5; n++) expect(await ask()).toMatchObject(says);
    expect(await ask()).toEqual({ answered: false, code: "outside.resting" });
  }
  expect(await fetchOut(env, `${companies}/800000106`)).toMatchObject({ status: 200 });
});

test.each([404, 410, 429])("a %i is an answer, however often", async (status) => {
  const asked = answering(() => new Response(null, { status }));
  const calm: Bindings = { ...production, AUTOSYS_URL: `https://calm${status}.example` };
  for (let n = 0; n < 8; n++)
    expect(await fetchOut(calm, `${calm.AUTOSYS_URL}/x`)).toMatchObject({ status });
  expect(asked).toHaveLength(8);
});

test("jsonIn() answers nothing for what was not agreed", () => {
  const Agreed = z.object({ id: z.string() });
  expect(["", "<html>", '{"id":1}', "null"].map((body) => jsonIn(body, Agreed))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
