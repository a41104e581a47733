import { fold } from "#worker/lib/fold.ts";
import type { CompanyResult } from "./brreg.ts";
import type { Company } from "./input.ts";

/** The fields that both we and the register of companies have. */
const shared = ["name", "orgnr", "address", "postalCode"] as const;
type Shared = (typeof shared)[number];
type Typed = Record<string, string | readonly string[]>;

/** Something the register says otherwise than the form did. */
export type Difference = { field: Shared; typed: string; register: string };

const typedIn = (values: Typed, field: Shared) => String([values[field] ?? ""].flat()[0] ?? "");
// The register writes in capitals, and numbers are typed with spaces: neither is a difference.
const same = (a: string, b: string) =>
  fold(a).replaceAll(/\s/g, "") === fold(b).replaceAll(/\s/g, "");

/** What the register says otherwise; where it is silent nothing differs. */
export function differences(values: Typed, company: Company): Difference[] {
  return shared.flatMap((field) => {
    const typed = typedIn(values, field);
    const register = company[field];
    return register && !same(typed, register) ? [{ field, typed, register }] : [];
  });
}

/** The form's values with the register's in place of those that differ. */
export function filledFrom(values: Typed, company: Company): Record<string, string> {
  const told = differences(values, company).map(({ field, register }) => [field, register]);
  return Object.fromEntries([...told, ["orgnr", company.orgnr]]);
}

/** A form with the register's answer in it: what it holds now, what differed, or why it is silent. */
export function companyInForm(values: Typed, told: CompanyResult) {
  if (!told.found) return { values, silence: told.code };
  const { company } = told;
  return {
    values: { ...values, ...filledFrom(values, company) },
    company,
    differences: differences(values, company),
  };
}

/** Whether the register says that the company teaches driving (SN2007 85.530, SN2025 85.53x). */
export const teachesDriving = ({ industry }: Pick<Company, "industry">): boolean =>
  industry?.startsWith("85.53") ?? false;
