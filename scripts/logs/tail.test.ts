import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { lineOf } from "../../worker/lib/log.ts";
import { startStub } from "../production/stub/server.ts";
import { type Line, readLine } from "./lines.ts";
import { eventsIn, linesOfTail } from "./tail.ts";

const answered = lineOf({
  ...{ ts: "2026-11-20T08:15:30.123Z", level: "info", event: "request.answered" },
  ...{ request_id: "r1", route: "/students/:id", method: "GET", status: 200, ms: 12.6 },
});
const failed = lineOf({
  ...{ ts: "2026-11-20T08:15:31.000Z", level: "error", event: "request.failed" },
  ...{ request_id: "r1", route: "/students/:id", error: "Error: no\n    at render" },
});
const other = lineOf({
  ...{ ts: "2026-11-20T08:15:32.000Z", level: "warn", event: "request.answered" },
  ...{ request_id: "r2", route: "/invoices", method: "GET", status: 429, ms: 1 },
});

const WAIT = { timeout: 60_000, interval: 50 }; // wrangler starts slowly on a busy machine

const event = (outcome: string, ...said: string[]) => ({
  ...{ scriptName: "tms", outcome, eventTimestamp: Date.parse("2026-11-20T08:15:30.000Z") },
  // What Cloudflare tells of a request beside the log, and nobody may see.
  event: { request: { url: "https://tms.no/students?q=Ola", headers: { cookie: "secret" } } },
  exceptions: [{ name: "Error", message: "Ola Nordmann" }],
  logs: said.map((text) => ({ message: [text], level: "log", timestamp: 1 })),
});

test("an event of wrangler tail holds the lines of one request, and how it ended", () => {
  expect(linesOfTail(event("ok", answered, "Ola rang"))).toEqual([readLine(answered)]);
  expect(linesOfTail({})).toEqual([]);
  expect(linesOfTail(event("exceededCpu"))).toEqual([
    {
      ts: "2026-11-20T08:15:30.000Z",
      level: "error",
      event: "worker.ended",
      outcome: "exceededCpu",
    },
  ]);
});

test("events are told apart whatever else is printed between them", async () => {
  async function* printed() {
    yield* "A warning of wrangler\n".split("\n");
    for (const one of [{ a: { b: "}" } }, { c: 1 }])
      yield* JSON.stringify(one, null, 2).split("\n");
  }
  const found: unknown[] = [];
  for await (const one of eventsIn(printed())) found.push(one);
  expect(found).toEqual([{ a: { b: "}" } }, { c: 1 }]);
});

/** `npm run logs -- --remote` by the real wrangler, until so many lines have come. */
async function heard(lines: number, ...filter: string[]): Promise<Line[]> {
  const stub = await startStub({});
  const line = ["scripts/logs.ts", "--remote", "--json", ...filter];
  const env = { ...process.env, ...stub.env };
  const child = spawn(process.execPath, line, { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => child.once("close", done));
  let output = "";
  child.stdout.on("data", (text) => (output += text));
  try {
    await vi.waitFor(() => expect(stub.tails.listeners).toBe(1), WAIT);
    stub.tails.tell(event("ok", answered, "Ola rang"));
    stub.tails.tell({ ...event("ok", answered), scriptName: "another" });
    stub.tails.tell(event("exception", failed));
    stub.tails.tell(event("ok", "x".repeat(70_000), other));
    stub.tails.tell(event("ok", answered));
    await vi.waitFor(() => expect(output.split("\n")).toHaveLength(lines + 1), WAIT);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    await vi.waitFor(() => expect(stub.tails.listeners).toBe(0), WAIT);
    expect(stub.unknown).toEqual([]);
    return output
      .trim()
      .split("\n")
      .map((one) => JSON.parse(one) as Line);
  } finally {
    child.kill("SIGKILL");
    await stub.close();
  }
}

test(
  "production's log comes through the real wrangler, filtered, and nothing that is no line of ours",
  async () => {
    const [all, some] = await Promise.all([
      heard(5),
      heard(1, "--level", "error", "--request", "r1"),
    ]);
    const ended = { ts: "2026-11-20T08:15:30.000Z", level: "error", event: "worker.ended" };
    expect(all).toEqual([
      ...[readLine(answered), readLine(failed), { ...ended, outcome: "exception" }],
      ...[readLine(other), readLine(answered)],
    ]);
    expect(some).toEqual([readLine(failed)]);
  },
  2 * WAIT.timeout,
);

/** A command that ends by itself: what it said, and how it ended. */
async function ran(...line: string[]): Promise<{ said: string; code: unknown }> {
  const child = spawn(process.execPath, line);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const code = await new Promise((done) => child.once("close", done));
  return { said, code };
}

test("this machine's log is shown by the same filters, and nothing else that stands in the file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tms-logs-"));
  const file = join(folder, "tms.jsonl");
  writeFileSync(file, [answered, "Ola rang", failed, other].join("\n"));
  const logs = ["scripts/logs.ts", "--file", file];
  const [all, some, none] = [
    await ran(...logs),
    await ran(...logs, "--level", "error"),
    await ran("scripts/logs.ts", "--file", `${file}.no`),
  ];
  rmSync(folder, { recursive: true });
  expect(all.said.match(/^\d/gm)).toHaveLength(3);
  expect(all.said).not.toContain("Ola");
  expect(some.said.match(/^\d/gm)).toHaveLength(1);
  expect([all.code, none.code]).toEqual([0, 1]);
});

test("a target that is none is refused by the names of those that are", async () => {
  const { said, code } = await ran("scripts/logs.ts", "--remote", "--target", "nowhere");
  expect(code).toBe(1);
  expect(said).toContain("production, staging, documents");
});
