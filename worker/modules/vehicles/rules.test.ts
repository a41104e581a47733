import { expect, test } from "vitest";
import type { ClassCode } from "#worker/lib/fields.ts";
import { dues, whyNotChange, whyNotDrive, whyNotUnretire } from "./rules.ts";

const car = {
  kind: "car" as const,
  classes: ["B"] as ClassCode[],
  dualControls: true,
  inspectBy: "2026-06-30",
  insuredUntil: "2026-12-31",
  retiredOn: null as string | null,
};
const codes = (...args: Parameters<typeof whyNotDrive>) => whyNotDrive(...args).map((r) => r.code);

test("whyNotDrive() has nothing against the last day of inspection and of insurance", () => {
  expect(codes(car, "B", "2026-06-30")).toEqual([]);
  expect(codes({ ...car, inspectBy: null }, "B", "2026-12-31")).toEqual([]);
});

test("whyNotDrive() gives every reason at once, each with its source and its day", () => {
  const worn = { ...car, dualControls: false, retiredOn: "2027-01-01" };
  const reasons = whyNotDrive(worn, "BE", "2027-01-01");
  expect(reasons.map((r) => r.code)).toEqual([
    "vehicles.retired",
    "vehicles.wrong_class",
    "vehicles.inspection_overdue",
    "vehicles.insurance_ended",
    "vehicles.no_dual_controls",
  ]);
  expect(reasons.every((r) => r.source)).toBe(true);
  expect(reasons[2]?.params).toEqual({ on: "2026-06-30" });
});

test("whyNotDrive() still lets a car be driven on the days before it goes out of use", () => {
  expect(codes({ ...car, retiredOn: "2026-05-02" }, "B", "2026-05-01")).toEqual([]);
  expect(codes({ ...car, retiredOn: "2026-05-02" }, "B", "2026-05-02")).toEqual([
    "vehicles.retired",
  ]);
});

test("whyNotDrive() asks no dual controls of what nobody sits beside in", () => {
  for (const kind of ["motorcycle", "moped", "trailer", "tractor"] as const)
    expect(codes({ ...car, kind, dualControls: false }, "B", "2026-01-01")).toEqual([]);
  for (const kind of ["car", "lorry", "bus"] as const)
    expect(codes({ ...car, kind, dualControls: false }, "B", "2026-01-01")).toHaveLength(1);
});

test("a vehicle out of use is not changed, and one in use not taken back", () => {
  expect(whyNotChange(car)).toEqual([]);
  expect(whyNotChange({ retiredOn: "2026-01-01" })[0]?.code).toBe("vehicles.retired");
  expect(whyNotUnretire({ retiredOn: "2026-01-01" })).toEqual([]);
  expect(whyNotUnretire(car)[0]?.code).toBe("vehicles.in_use");
});

test("dues() warns of what runs out, and of nothing when the vehicle is out of use", () => {
  expect(dues(car, "2026-07-01")).toEqual({
    inspectionDue: { on: "2026-06-30", days: -1, level: "overdue" },
    insuranceDue: null,
  });
  expect(dues({ ...car, retiredOn: "2026-06-01" }, "2026-07-01").inspectionDue).toBe(null);
});
