import { expect, test } from "vitest";
import * as z from "zod";
import { Day, many, note, optional, Phone, text, Version, yes } from "./fields.ts";
import { threeWay, touched } from "./merge.ts";

const form = z.strictObject({
  name: text(),
  phone: optional(Phone),
  born: optional(Day),
  note: optional(note()),
  classes: many(z.enum(["A", "B", "C"])),
  sms: yes,
  version: Version,
});
const was = {
  name: "Kari",
  phone: "+4790012345",
  born: "2008-02-01",
  note: "a\nb",
  classes: ["A"],
  sms: "",
};
/** What a browser sends of it: written as people write it, and nothing for what is not ticked. */
const sent = {
  name: " Kari ",
  phone: "900 12 345",
  born: "01.02.2008",
  note: "a\r\nb",
  classes: "A",
  version: "1",
};
const both = (mine: object, theirs: object) =>
  threeWay(form, { was, mine: { ...sent, ...mine }, theirs: { ...was, ...theirs } });

test("touched() reads a field as its schema does", () => {
  expect(touched(form, was, sent)).toBe(false);
  expect(touched(form, was, { ...sent, phone: "" })).toBe(true);
  expect(touched(form, was, { ...sent, sms: "true" })).toBe(true);
  expect(touched(form, was, { ...sent, classes: ["A", "B"] })).toBe(true);
  const { classes, ...none } = sent;
  expect(touched(form, was, none)).toBe(true); // the only box was unticked
  expect(touched(form, { ...was, sms: "true" }, sent)).toBe(true); // and this one
});

test("threeWay() keeps the change of whoever made one", () => {
  const merged = both({ name: "Karin" }, { phone: "+4791111111" });
  expect(merged.values).toMatchObject({ name: "Karin", phone: "+4791111111", note: "a\nb" });
  expect(merged).toMatchObject({ taken: ["phone"], clashes: {}, asks: true });
});

test("threeWay() asks about what both have changed, and not when they agree", () => {
  expect(both({ name: "Karin" }, { name: "Karen" })).toMatchObject({
    values: { name: "Karin" },
    clashes: { name: "Karen" },
    taken: [],
  });
  expect(both({ phone: "911 11 111" }, { phone: "+4791111111" })).toMatchObject({
    clashes: {},
    taken: [],
    asks: false,
  });
});

test("threeWay() has nothing to ask for who changed nothing", () => {
  const merged = both({}, { name: "Karen", classes: ["B"], sms: "true" });
  expect(merged.asks).toBe(false);
  expect(merged.values).toMatchObject({ name: "Karen", classes: ["B"], sms: "true" });
});

test("threeWay() merges boxes one by one", () => {
  const merged = both({ classes: ["A", "C"] }, { classes: ["B"] });
  expect(merged.values.classes).toEqual(["B", "C"]); // she took A away, I added C
  expect(merged.taken).toEqual(["classes"]);
  expect(both({ sms: "true" }, { name: "Karen" }).values.sms).toBe("true");
});

test("threeWay() leaves alone what did not stand in the form", () => {
  const { phone, ...rest } = sent;
  const merged = threeWay(form, { was, mine: { ...rest, name: "Karin" }, theirs: was });
  expect(merged.values.phone).toBe("+4790012345");
  expect(merged.clashes).toEqual({});
});

test("threeWay() that knows no first version lets nothing be written over unseen", () => {
  const theirs = { ...was, name: "Karen", classes: ["B"] };
  const merged = threeWay(form, { was: undefined, mine: sent, theirs });
  expect(merged).toMatchObject({ clashes: { name: "Karen" }, taken: ["classes"], asks: true });
  expect(merged.values).toMatchObject({ name: " Kari ", classes: ["B"] });
});
