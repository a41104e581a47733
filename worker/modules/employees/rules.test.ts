import { expect, test } from "vitest";
import { WeekForm, wrongSpans } from "./input.ts";
import { whyNotLeave, whyNotReturn, whyNotTeach, withDue } from "./rules.ts";

const approval = (
  classCode: "A" | "B",
  approvedFrom: string,
  approvedTo: string | null = null,
) => ({
  classCode,
  approvedFrom,
  approvedTo,
});
const kari = {
  teaches: true,
  hiredOn: "2024-08-01" as string | null,
  leftOn: null as string | null,
  approvals: [approval("B", "2024-09-01"), approval("A", "2025-01-01", "2026-06-30")],
};
const codes = (...args: Parameters<typeof whyNotTeach>) => whyNotTeach(...args).map((r) => r.code);

test("whyNotTeach() lets an approved instructor teach from the first to the last day", () => {
  expect(codes(kari, "B", "2024-09-01")).toEqual([]);
  expect(codes(kari, "B", "2040-01-01")).toEqual([]);
  expect(codes(kari, "A", "2025-01-01")).toEqual([]);
  expect(codes(kari, "A", "2026-06-30")).toEqual([]);
});

test("whyNotTeach() says which day is in the way, and of which class", () => {
  expect(whyNotTeach(kari, "A", "2026-07-01")).toEqual([
    {
      code: "employees.approval_ended",
      source: "employees.law_approval",
      params: { class: "A", on: "2026-06-30" },
    },
  ]);
  expect(whyNotTeach(kari, "B", "2024-08-31")).toMatchObject([
    { code: "employees.approval_later", params: { class: "B", on: "2024-09-01" } },
  ]);
  expect(codes(kari, "BE", "2026-01-01")).toEqual(["employees.not_approved"]);
});

test("whyNotTeach() gives every reason at once", () => {
  const gone = { ...kari, teaches: false, leftOn: "2026-01-31" };
  expect(codes(gone, "A", "2026-07-01")).toEqual([
    "employees.left",
    "employees.does_not_teach",
    "employees.approval_ended",
  ]);
  expect(codes({ ...gone, teaches: true }, "B", "2026-01-31")).toEqual([]);
  expect(codes({ ...kari, hiredOn: "2025-01-01" }, "B", "2024-12-31")).toEqual([
    "employees.not_started",
  ]);
});

test("whyNotLeave() and whyNotReturn() refuse what makes no sense", () => {
  expect(whyNotLeave(kari, "2026-01-01")).toEqual([]);
  expect(whyNotLeave(kari, "2024-07-31")[0]?.code).toBe("employees.left_before_start");
  expect(whyNotLeave({ ...kari, leftOn: "2025-01-01" }, "2026-01-01")[0]?.code).toBe(
    "employees.left",
  );
  expect(whyNotReturn(kari)[0]?.code).toBe("employees.works_here");
  expect(whyNotReturn({ leftOn: "2025-01-01" })).toEqual([]);
});

test("withDue() warns on the exact day an approval comes within 60 days of its end", () => {
  const level = (today: string) =>
    withDue(approval("A", "2025-01-01", "2026-06-30"), today).due?.level;
  expect(level("2026-04-30")).toBe(undefined); // 61 days
  expect(level("2026-05-01")).toBe("soon"); // 60
  expect(level("2026-07-01")).toBe("overdue");
  expect(withDue(approval("B", "2025-01-01"), "2040-01-01").due).toBe(null);
});

test("wrongSpans() lets spans touch, and refuses those that run backwards or overlap", () => {
  const span = (weekday: number, starts: string, ends: string) => ({ weekday, starts, ends });
  expect(wrongSpans([span(1, "08:00", "12:00"), span(1, "12:00", "16:00")])).toBe(undefined);
  expect(wrongSpans([span(1, "08:00", "12:00"), span(2, "08:00", "12:00")])).toBe(undefined);
  expect(wrongSpans([span(1, "12:00", "12:00")])).toBe("employees.hours_order");
  expect(wrongSpans([span(1, "08:00", "12:01"), span(1, "12:00", "16:00")])).toBe(
    "employees.hours_overlap",
  );
});

test("WeekForm reads a day as people write it", () => {
  const monday = (day1: string) => {
    const read = WeekForm.safeParse({ version: "1", day1 });
    return read.success
      ? read.data.day1.map((s) => `${s.starts}-${s.ends}`)
      : read.error.issues.map((issue) => [issue.path.join(), issue.message]);
  };
  expect(monday("08:00–12:00, 12:30–16:00")).toEqual(["08:00-12:00", "12:30-16:00"]);
  expect(monday("8-12; 12.30 - 16")).toEqual(["08:00-12:00", "12:30-16:00"]);
  expect(monday("0800-1200")).toEqual(["08:00-12:00"]);
  expect(monday("8 til 15:30")).toEqual(["08:00-15:30"]);
  expect(monday(" ")).toEqual([]);
  expect(monday("24-25")).toEqual([["day1", "employees.hours_format"]]);
  expect(monday("formiddag")).toEqual([["day1", "employees.hours_format"]]);
  expect(monday("16-8")).toEqual([["day1", "employees.hours_order"]]);
  expect(monday("8-12, 11-13")).toEqual([["day1", "employees.hours_overlap"]]);
});
