import { expect, test } from "vitest";
import type { Company } from "./input.ts";
import { differences, filledFrom, teachesDriving } from "./rules.ts";

const company: Company = {
  orgnr: "800000106",
  name: "FJORDBYEN TRAFIKKSKOLE AS",
  form: "AS",
  address: "Strandgata 14",
  postalCode: "5013",
  town: "BERGEN",
  industry: "85.530",
  vat: true,
  bankrupt: false,
  closing: false,
};

test("differences() does not count capitals and spaces", () => {
  const values = {
    name: "Fjordbyen trafikkskole AS",
    orgnr: "800 000 106",
    address: "Strandgata 14",
    postalCode: "5013",
  };
  expect(differences(values, company)).toEqual([]);
  expect(filledFrom(values, company)).toEqual({ orgnr: "800000106" });
});

test("differences() gives both sides, also of what was left empty", () => {
  const values = { name: "Fjordby", postalCode: "" };
  expect(differences(values, company)).toEqual([
    { field: "name", typed: "Fjordby", register: "FJORDBYEN TRAFIKKSKOLE AS" },
    { field: "orgnr", typed: "", register: "800000106" },
    { field: "address", typed: "", register: "Strandgata 14" },
    { field: "postalCode", typed: "", register: "5013" },
  ]);
  expect(filledFrom(values, company)).toMatchObject({ address: "Strandgata 14" });
});

test("what the register does not say stays as it was typed", () => {
  const silent = { ...company, address: null, postalCode: null };
  expect(filledFrom({ address: "Her 1" }, silent)).not.toHaveProperty("address");
});

test("teachesDriving() knows the old and the new industry codes", () => {
  expect(teachesDriving({ industry: "85.530" })).toBe(true);
  expect(teachesDriving({ industry: "85.531" })).toBe(true);
  expect(teachesDriving({ industry: "10.710" })).toBe(false);
  expect(teachesDriving({ industry: null })).toBe(false);
});
