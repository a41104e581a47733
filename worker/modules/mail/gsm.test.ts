import { expect, test } from "vitest";
import { compose } from "./compose.tsx";
import { composeText } from "./compose_text.ts";
import { segments, septets, toGsm } from "./gsm.ts";

test("toGsm() keeps æ ø å, and the letters of every name", () => {
  expect(toGsm("Åse Bjørnsæter, é è ä ö ü")).toBe("Åse Bjørnsæter, é è ä ö ü");
  expect(toGsm("Łukasz Şahin Nguyễn Áŋel")).toBe("Lukasz Sahin Nguyen Ånel".replace("Å", "A"));
  expect(toGsm("«kl. 09:00–09:45»…")).toBe('"kl. 09:00-09:45"...');
  expect(toGsm("李 🚗")).toBe("? ?");
});

test("a segment has 160 letters, of which a bracket takes two; several have 153 each", () => {
  expect([septets("å".repeat(160)), segments("å".repeat(160))]).toEqual([160, 1]);
  expect([septets("[]€"), segments(`${"a".repeat(159)}€`)]).toEqual([6, 2]);
  expect([segments("a".repeat(306)), segments("a".repeat(307))]).toEqual([2, 3]);
});

const link = "https://tms.trafikkskolenavnet.no/r/AbCdEfGhIj_-";
const told = {
  ...{ schoolName: "Åsgårdstrand Trafikkskole", studentName: "Emma", instructor: "Kari Nes" },
  ...{ when: "4. mars 2031, 09:00–09:45", place: "Torget 1" },
};
const says = (params: Record<string, string>, locale: "nb" | "en" = "nb") =>
  composeText({ template: "reminder", locale, params }, link).text;

test("a reminder is one segment with its link whole, however long the names are", () => {
  const long = "Ø".repeat(120);
  const cases = [
    told,
    { ...told, place: long },
    { ...told, place: long, instructor: long },
    { ...told, schoolName: long, studentName: long, instructor: long, place: long },
  ];
  for (const params of cases)
    for (const locale of ["nb", "en"] as const) {
      const text = says(params, locale);
      expect(segments(text)).toBe(1);
      expect(text.split(" ")).toContain(link);
      expect(text).toContain("4. mars 2031, 09:00-09:45");
      expect(text).not.toMatch(/[{}?]/);
    }
  expect(says(told)).toContain("Åsgårdstrand");
  expect(says(told, "en")).not.toBe(says(told));
});

test("what the log shows of an SMS has no link, and is called what the mail is called", () => {
  const shown = composeText({ template: "reminder", locale: "nb", params: told });
  expect(shown.text).not.toContain("http");
  const mail = compose({ template: "reminder", locale: "nb", params: told });
  expect(shown.subject).toBe(mail.subject);
});
