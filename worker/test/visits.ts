import { expect } from "vitest";
import type { Role } from "#worker/lib/grants.ts";
import { as, type Person } from "./harness.ts";

/** The address that the harness gives somebody. */
export const emailOf = ({ userId }: Person) => `${userId}@example.no`;

const reason = "Kalenderen viser feil uke";

/** Support, an owner, and an employee of the school whom support wants to see as. */
export async function company(role: Role = "instructor", school = "s1") {
  const [support, owner, person] = [
    await as("platform_admin", "platform"),
    await as("owner", school),
    await as(role, school),
  ];
  return { support, owner, person };
}

export type Company = Awaited<ReturnType<typeof company>>;

/** Asks, and says the visit's id. */
export async function asked({ support, person }: Company, more = {}): Promise<string> {
  const fields = { email: emailOf(person), reason, caseNumber: "S-17", ...more };
  const answer = await support.submit(`/platform/schools/${person.schoolId}/visits`, fields);
  expect(answer.status).toBe(303);
  return answer.headers.get("location")?.split("/").at(-1) ?? "";
}

/** Asked for, and allowed. */
export async function approved(us: Company): Promise<string> {
  const id = await asked(us);
  expect((await us.owner.submit(`/visits/${id}/approval`, {})).status).toBe(303);
  return id;
}

/** On its way: the visitor as whoever asks, whose forms are of the school she is in. */
export async function started(us: Company) {
  const id = await approved(us);
  const answer = await us.support.submit(`/platform/visits/${id}/start`, {});
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
  const { headers, get, submit, token } = us.support;
  const formToken = () => token(us.person.schoolId);
  return {
    ...{ id, headers, get, token: formToken },
    submit: (path: string, fields: Record<string, string>) => submit(path, fields, formToken()),
  };
}
