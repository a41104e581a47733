import { expect, test } from "vitest";
import * as z from "zod";
import { constraints } from "./constraints.ts";

const rules = constraints(
  z.strictObject({
    name: z.string().trim().min(2).max(40),
    nickname: z.string().max(20).optional(),
    middle: z.string().nullable(),
    born: z.iso.date(),
    at: z.iso.time(),
    email: z.email(),
    km: z.coerce.number().int().min(0).max(999),
    price: z.number(),
    plate: z.string().regex(/^[A-Z]{2}\d+$/),
    class: z.enum(["B", "BE"]),
    days: z.array(z.enum(["mon", "tue"])).min(1),
    phone: z.union([z.string().min(8), z.literal("")]),
    state: z.enum(["on", "off"]).default("on"),
  }),
);

test("constraints() requires what the schema requires, and neither null, empty nor a default", () => {
  const required = Object.entries(rules).filter(([, rule]) => rule.required);
  expect(required.map(([name]) => name)).toEqual(
    "name born at email km price plate class days".split(" "),
  );
});

test("constraints() reads lengths, limits and patterns", () => {
  expect(rules.name).toMatchObject({ minLength: 2, maxLength: 40, type: "text" });
  expect(rules.km).toMatchObject({ min: 0, max: 999, type: "number", inputMode: "numeric" });
  expect(rules.plate.pattern).toBe("[A-Z]{2}\\d+");
});

test("constraints() sets no limit where the schema sets none", () => {
  expect(rules.price).toEqual({ required: true, type: "number", inputMode: "decimal" });
});

test("constraints() chooses the input's type by the format, without its pattern", () => {
  expect(rules.born).toEqual({ required: true, type: "date" });
  expect(rules.at).toEqual({ required: true, type: "time" });
  expect(rules.email).toEqual({ required: true, type: "email", inputMode: "email" });
});

test("constraints() lists the options of an enum and of an array of it", () => {
  expect(rules.class).toMatchObject({ options: ["B", "BE"] });
  expect(rules.days).toMatchObject({ options: ["mon", "tue"], many: true });
  expect(rules.phone).toMatchObject({ minLength: 8, required: false });
});
