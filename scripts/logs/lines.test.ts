import { expect, test } from "vitest";
import { lineOf } from "../../worker/lib/log.ts";
import { human, type Line, matches, readLine } from "./lines.ts";

const answered = lineOf({
  ...{ ts: "2026-11-20T08:15:30.123Z", level: "info", event: "request.answered" },
  ...{ request_id: "r1", route: "/students/:id", method: "GET", status: 200, ms: 12.6 },
  ...{ school_id: "s1", rows_read: 4 },
});
const failed = lineOf({
  ...{ ts: "2026-11-20T08:15:31.000Z", level: "error", event: "outbox.failed" },
  ...{ request_id: "r2", subject: "mails.written", error: "Error: no\n    at send" },
});

test("what the worker writes is read back, and what others say is not", () => {
  expect(readLine(answered)).toMatchObject({ route: "/students/:id", status: 200 });
  expect(readLine(`[undefined] ${answered}`)).toEqual(readLine(answered));
  const others = ["", "GET /students 200 OK", '{"a":1}', '{"ts":"x","event":"y","body":"z"}', "{"];
  for (const text of others) expect(readLine(text)).toBeUndefined();
});

test.each([
  [{}, true, true],
  [{ level: "warn" }, false, true],
  [{ level: "debug" }, true, true],
  [{ route: "/students" }, true, false],
  [{ request: "r2" }, false, true],
  [{ event: "outbox.failed" }, false, true],
  [{ school: "s1" }, true, false],
  [{ school: "s1", level: "error" }, false, false],
])("%o chooses among them", (filter, first, second) => {
  const lines = [answered, failed].map((text) => readLine(text) as Line);
  expect(lines.map((line) => matches(line, filter))).toEqual([first, second]);
});

test("a person reads when, how bad, what, and the rest by its key", () => {
  expect(human(readLine(answered) as Line)).toBe(
    "08:15:30.123 INFO  200 GET /students/:id 13 ms request_id=r1 rows_read=4 school_id=s1",
  );
  expect(human(readLine(failed) as Line)).toBe(
    "08:15:31.000 ERROR outbox.failed request_id=r2 subject=mails.written\n  Error: no\n      at send",
  );
});

test("what a stranger put into a line does nothing to the terminal", () => {
  const [esc, bell] = [String.fromCharCode(27), String.fromCharCode(7)];
  const line = { ts: "2026-11-20T08:15:30.123Z", level: "info", event: `a${esc}[2J` };
  expect(human({ ...line, subject: "b\n08:15 INFO all is well", error: `c${bell}\n${esc}d` })).toBe(
    "08:15:30.123 INFO  a[2J subject=b08:15 INFO all is well\n  c\n  d",
  );
});
