import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type * as z from "zod";
import { students } from "./modules/students/schema.ts";
import { as, db } from "./test/harness.ts";
import { nameOf, routes } from "./test/routes.ts";
import { sampleOf, shapeOf } from "./test/samples.ts";

// Every text that a person or a program sends, through every form and every JSON body there is.

const hidden = /[\p{Cc}\p{Cf}\p{DI}\u2028\u2029]/u;
/** Each of these once inside of a text, and all of them around it. */
const nasty = ["\r\n", "\n", "\t", "\u0000", "\u001b", "\u0085", "\u2028", "\u202e", "\u2066"];
const unseen = [...nasty, "\u200b", "\u200e", "\u2060", "\ufeff", "\u00ad", "\u3164"];
const around = (text: string) => [
  `${unseen.join("")}${text}${unseen.join("")}`,
  ...unseen.map((mark) => `${text.slice(0, 1)}${mark}${text.slice(1)}`),
];

/** Several lines, on purpose: of what is unseen only its line ends stay. */
const severalLines = ({ name, at }: Field) =>
  ["note", "messageNb", "messageEn"].includes(name) ||
  (name === "text" && at.includes("/messages/"));
/** Secrets as they are typed, files, and what our own pages send back and is looked up: never stored
 * as a text, never shown. */
const asTyped = [
  ...["password", "current", "code", "content"],
  ...["next", "back", "kept", "schoolId", "value"],
];

type Field = { at: string; name: string; schema: z.ZodType; sample: Record<string, unknown> };

/** Every field that takes a text, of every body that a route declares. */
const fields: Field[] = routes.flatMap((route) =>
  (["json", "form"] as const).flatMap((target) => {
    const schema = route.note[target];
    const shape = schema && shapeOf(schema);
    if (!schema || !shape) return [];
    const sample = (sampleOf(schema) ?? {}) as Record<string, unknown>;
    return Object.keys(shape)
      .filter((name) => typeof sample[name] === "string" && schema.safeParse(sample).success)
      .map((name) => ({ at: `${nameOf(route)} ${target} ${name}`, name, schema, sample }));
  }),
);

const kept = ({ schema, sample, name }: Field, value: string): unknown => {
  const { success, data } = schema.safeParse({ ...sample, [name]: value });
  return success ? Reflect.get(data as object, name) : undefined;
};

test("there are many such fields, names and notes among them", () => {
  const names = new Set(fields.map(({ name }) => name));
  expect(fields.length).toBeGreaterThan(60);
  for (const name of ["firstName", "lastName", "name", "address", "make", "reason", "note"])
    expect(names).toContain(name);
});

test("no field of one line lets through what is unseen, and notes keep only their line ends", () => {
  const wrong = fields
    .filter(({ name }) => !asTyped.includes(name))
    .flatMap((field) => around(String(field.sample[field.name])).map((v) => ({ field, v })))
    .filter(({ field, v }) => {
      const value = kept(field, v);
      if (typeof value !== "string") return false;
      const lines = severalLines(field);
      return hidden.test(lines ? value.replaceAll("\n", "") : value) || value !== value.trim();
    });
  expect([...new Set(wrong.map(({ field }) => field.at))]).toEqual([]);
});

test("line ends and tabs of a name become one space, in every form that has a name", () => {
  const firstNames = fields.filter(({ name }) => name === "firstName");
  for (const field of firstNames) expect(kept(field, "Kari\r\n Ås\u202e")).toBe("Kari Ås");
});

test("through the API and through a form a name is stored on one line, a note on several", async () => {
  const office = await as("office");
  const facts = {
    firstName: "Ka\u200bri\r\nBcc: x",
    lastName: "\u202eÅs\t",
    note: "en\r\nto\u0000",
  };
  const made = await office.post("/api/v1/students", { ...facts, birthDate: "2008-01-02" });
  expect(made.status).toBe(201);
  const sent = await office.submit("/students", { ...facts, birthDate: "02.01.2009" });
  expect(sent.status).toBe(303);
  const rows = await db
    .select({ first: students.firstName, last: students.lastName, note: students.note })
    .from(students)
    .where(eq(students.schoolId, office.schoolId));
  const clean = { first: "Kari Bcc: x", last: "Ås", note: "en\nto" };
  expect(rows).toEqual([clean, clean]);
});

test("a name or note that is nothing but unseen is no name and no note", async () => {
  const office = await as("office");
  const blank = { firstName: "\u200b\u3164", lastName: "Ås", birthDate: "2008-01-02" };
  const answer = await office.post("/api/v1/students", blank);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ errors: { firstName: "required" } });
});
