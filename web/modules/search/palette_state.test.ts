import { expect, test } from "vitest";
import type { Found, Hit } from "#worker/modules/search/input.ts";
import { asks, closed, entriesOf, type PaletteState, step } from "./palette_state.ts";

const hit = (title: string, state: Hit["state"] = null): Hit => ({
  kind: "student",
  id: "x",
  href: `/students/${title}`,
  title,
  facts: ["#1", "B"],
  state,
});
const answer = (...items: Hit[]): Found => ({ items, more: [] });
const opened = step(closed, { type: "opened" });
const typed = (q: string, from: PaletteState = opened) => step(from, { type: "typed", q });
const t = {
  pages: "Sider",
  student: "Elever",
  contact: "Kontakter",
  employee: "Ansatte",
  vehicle: "Kjøretøy",
  all: "Søk etter «{q}»",
  waiting: "venter",
  finished: "ferdig",
  quit: "sluttet",
  left: "har sluttet",
  retired: "ute av bruk",
};
const pages = [
  { href: "/students", label: "Elever" },
  { href: "/employees", label: "Ansatte" },
];

test("opening starts afresh, closing forgets", () => {
  const used = step(typed("an"), { type: "answered", q: "an", found: answer(hit("Anna")) });
  expect(used.found).toHaveLength(1);
  expect(step(used, { type: "closed" })).toEqual(closed);
  expect(step(used, { type: "opened" })).toEqual({ ...closed, open: true });
});

test("an answer that comes late, to another question, changes nothing", () => {
  const now = typed("anna");
  expect(step(now, { type: "answered", q: "an", found: answer(hit("Anders")) })).toBe(now);
  expect(step(now, { type: "failed", q: "an" })).toBe(now);
  expect(step(now, { type: "failed", q: "anna" }).failed).toBe(true);
});

test("what was found stays until the next answer, and goes when too little is left to ask", () => {
  const found = step(typed("anna"), { type: "answered", q: "anna", found: answer(hit("Anna")) });
  expect(typed("annab", found).found).toHaveLength(1);
  expect(typed("a", found).found).toHaveLength(0);
});

test("the arrows go round, and typing goes back to the first line", () => {
  const move = (state: PaletteState, to: "next" | "previous" | "first" | "last", of = 3) =>
    step(state, { type: "moved", to, of });
  expect(move(opened, "next").active).toBe(1);
  expect(move(opened, "previous").active).toBe(2);
  expect(move(move(opened, "last"), "next").active).toBe(0);
  expect(move(move(opened, "last"), "first").active).toBe(0);
  expect(move(opened, "next", 0).active).toBe(0);
  expect(typed("x", move(opened, "next")).active).toBe(0);
});

test("asks() wants two letters and never sends a national id", () => {
  expect(["a", " a ", "an", "1234567890"].map(asks)).toEqual([false, false, true, true]);
  expect(["01010112345", "010101 12345", "010101-12345"].map(asks)).toEqual([false, false, false]);
});

test("entriesOf() shows pages first, then what was found, then the search page", () => {
  const found = step(typed("el"), {
    type: "answered",
    q: "el",
    found: answer(hit("Ella", "waiting")),
  });
  expect(entriesOf(found, pages, t)).toEqual([
    { group: "Sider", href: "/students", title: "Elever", detail: "" },
    { group: "Elever", href: "/students/Ella", title: "Ella", detail: "#1 · B · venter" },
    { group: "", href: "/search?q=el", title: "Søk etter «el»", detail: "" },
  ]);
  expect(entriesOf(opened, pages, t).map((e) => e.title)).toEqual(["Elever", "Ansatte"]);
  expect(entriesOf(typed("01010112345"), pages, t)).toEqual([]);
});
