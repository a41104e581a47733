import { afterAll, afterEach, expect, test, vi } from "vitest";
import { atOnce, inOrder, runGate } from "./gate.ts";
import { readReport, skip } from "./part.ts";

const said: string[] = [];
vi.spyOn(console, "log").mockImplementation((line) => void said.push(String(line)));
vi.spyOn(console, "error").mockImplementation(() => undefined);

afterAll(() => void vi.restoreAllMocks()); // other files run in the same process

afterEach(() => {
  said.length = 0;
  process.exitCode = undefined;
});

test("a gate closes with the sum of its parts, and fails when one of them does", async () => {
  await runGate("g", [
    { name: "a", run: () => ({ passed: 3, failed: 0, skipped: 1 }) },
    { name: "b", run: () => skip("there is no such tool") },
    { name: "c", run: () => Promise.reject(new Error("broken")) },
  ]);
  expect(said.at(-1)).toBe("3 passed, 1 failed, 2 skipped");
  expect(process.exitCode).toBe(1);
});

test("parts that go at once are all run, and one that breaks stops none of the others", async () => {
  const ran: string[] = [];
  const part = (name: string, failed = 0) => ({
    name,
    run: () => {
      ran.push(name);
      return { passed: 1, failed, skipped: 0 };
    },
  });
  const broken = { name: "b", run: () => Promise.reject(new Error("broken")) };
  const all = atOnce("all", [part("a", 2), broken, part("c"), part("d")]);
  expect(await all.run()).toEqual({ passed: 3, failed: 3, skipped: 0 });
  expect(ran).toEqual(["a", "c", "d"]);
});

test("parts in order begin when the one before them has ended, and are told by name", async () => {
  const ran: string[] = [];
  const part = (name: string, wait: number) => ({
    name,
    run: async () => {
      await new Promise((done) => setTimeout(done, wait));
      ran.push(name);
      return { passed: 1, failed: name === "b" ? 1 : 0, skipped: 0 };
    },
  });
  const all = inOrder("all", [part("a", 20), part("b", 10), part("c", 0)]);
  expect(await all.run()).toEqual({ passed: 3, failed: 1, skipped: 0 });
  expect(ran).toEqual(["a", "b", "c"]);
  expect(said.filter((line) => line.startsWith("- "))).toEqual(["- a", "- b", "- c"]);
});

test("a gate that could try nothing does not pass", async () => {
  await runGate("g", [{ name: "a", run: () => skip("nothing is here") }]);
  expect(said.at(-1)).toBe("0 passed, 1 failed, 1 skipped");
});

test("a test file that could not be loaded counts as failed", () => {
  const report = {
    numPassedTests: 2,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [{ status: "failed", assertionResults: [] }],
  };
  expect(readReport(JSON.stringify(report))).toEqual({ passed: 2, failed: 1, skipped: 1 });
});
