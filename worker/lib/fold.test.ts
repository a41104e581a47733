import { expect, test } from "vitest";
import { fold, foldedWords, sortKey } from "./fold.ts";

test("fold() gives one spelling to what people type in many", () => {
  expect(["Åse", "AASE", "A\u030ase", "åse"].map(fold)).toEqual(["ase", "ase", "ase", "ase"]);
  expect(["Sørbø", "Soerboe", "Æser"].map(fold)).toEqual(["sorbo", "sorbo", "aeser"]);
  expect(["Łukasz", "Şahin", "Nguyễn", "Áŋel"].map(fold)).toEqual([
    "lukasz",
    "sahin",
    "nguyen",
    "anel",
  ]);
});

test("foldedWords() drops what is no letter or digit, and repeats", () => {
  expect(foldedWords("EB-123, eb % ø")).toEqual(["eb", "123", "o"]);
  expect(foldedWords("x".repeat(60))).toEqual(["x".repeat(40)]);
});

test("sortKey() sorts by bytes as Norwegians sort names", () => {
  const names = [
    "Zimmer",
    "Ås",
    "Ødegård",
    "Ærlig",
    "Aas",
    "Andersen",
    "Óskar",
    "Olsen",
    "de Vries",
  ];
  const sorted = names.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  expect(sorted).toEqual([
    "Aas",
    "Andersen",
    "de Vries",
    "Olsen",
    "Óskar",
    "Zimmer",
    "Ærlig",
    "Ødegård",
    "Ås",
  ]);
});

test("sortKey() lets a short last name stand before a longer one that begins with it", () => {
  expect(sortKey("Ali", "Zara") < sortKey("Aliyev", "Anna")).toBe(true);
});
