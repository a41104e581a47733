import * as z from "zod";

/** What a column of the file can mean, in the order in which people look for it. */
export const fields = [
  "lastName",
  "firstName",
  "name",
  "birthDate",
  "nationalId",
  "phone",
  "email",
  "address",
  "postalCode",
  "town",
  "classes",
  "instructor",
  "status",
  "startedOn",
  "guardianName",
  "guardianPhone",
  "guardianEmail",
  "guardian2Name",
  "guardian2Phone",
  "guardian2Email",
  "balance",
  "formerNumber",
  "note",
] as const;
export const Field = z.enum(fields);
export type Field = z.output<typeof Field>;

/** The field of each column by its position; null leaves the column out. */
export type Mapping = readonly (Field | null)[];

const Sign = z.enum(["credit", "debt"]).default("credit");

/** The mapping as the API takes it. */
export const MappingInput = z.strictObject({
  mapping: z.array(Field.nullable()).max(100),
  /** Whether an amount above zero is the student's credit or what she owes. */
  balance: Sign,
});
export type MappingInput = z.output<typeof MappingInput>;

/** The same as a form: one select a column, named by its position. */
export const MappingForm = z
  .object({ version: z.coerce.number().int().min(1), balance: Sign })
  .catchall(z.string().max(40))
  .transform(({ version, balance, ...rest }, { issues }) => {
    const mapping: (Field | null)[] = [];
    for (const [name, value] of Object.entries(rest)) {
      const at = /^c(\d{1,2})$/.exec(name)?.[1];
      const field = Field.safeParse(value);
      if (at === undefined || !field.success)
        issues.push({ code: "custom", message: "not_a_choice", input: value, path: [name] });
      else mapping[Number(at)] = field.data;
    }
    return { version, balance, mapping: Array.from(mapping, (field) => field ?? null) };
  });
