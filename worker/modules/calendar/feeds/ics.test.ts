import * as fc from "fast-check";
import { expect, test } from "vitest";
import { folded, type IcsEvent, icsOf } from "./ics.ts";

const event: IcsEvent = {
  id: "0190eeee-0000-7000-8000-000000000001",
  startsAt: "2026-11-23T08:00:00.000Z",
  endsAt: "2026-11-23T08:45:00.000Z",
  summary: "Kjøretime B",
  location: null,
  description: null,
  url: null,
  tentative: false,
  createdAt: "2026-11-01T07:00:00.000Z",
  version: 3,
};

/** The lines as a reader puts them together again. */
const unfolded = (text: string) => text.replaceAll("\r\n ", "").split("\r\n");

test("icsOf() writes times in UTC, and how often an event was changed", () => {
  const lines = unfolded(icsOf("Timer", [event]));
  expect(lines[0]).toBe("BEGIN:VCALENDAR");
  expect(lines.at(-2)).toBe("END:VCALENDAR");
  for (const line of ["DTSTART:20261123T080000Z", "DTEND:20261123T084500Z", "SEQUENCE:2"])
    expect(lines).toContain(line);
  expect(lines).toContain(`UID:${event.id}@tms`);
  expect(lines).toContain("STATUS:CONFIRMED");
});

test("icsOf() lets no text end its value, its line or the calendar", () => {
  const evil = "A;B,C\\D\r\nEND:VCALENDAR\nX";
  const lines = unfolded(icsOf("Timer", [{ ...event, summary: evil, location: evil }]));
  expect(lines).toContain("SUMMARY:A\\;B\\,C\\\\D\\nEND:VCALENDAR\\nX");
  expect(lines.filter((line) => line === "END:VCALENDAR")).toHaveLength(1);
});

test("folded() keeps every line within 75 bytes and loses nothing", () => {
  const bytes = new TextEncoder();
  const text = fc.string({ unit: "grapheme", maxLength: 400 }).filter((s) => !/[\r\n]/.test(s));
  void fc.assert(
    fc.property(text, (line) => {
      const lines = folded(line).split("\r\n");
      for (const one of lines) expect(bytes.encode(one).length).toBeLessThanOrEqual(75);
      expect(lines.map((one, i) => (i ? one.slice(1) : one)).join("")).toBe(line);
    }),
    { numRuns: 500 },
  );
});
