import parsePhone from "libphonenumber-js/min";
import * as z from "zod";
import { oneLine, severalLines } from "./one_line.ts";

// The kinds of value that forms and the API share. Zod only, so any input.ts may use them. A text
// is measured again in the Unicode form that is kept: that may be three times as long.

/** What a person typed on one line. */
const typed = (max: number) => z.string().max(max).transform(oneLine);

/** A required line of text: what goes into a mail's subject must not hold a line end. */
export const text = (max = 200) => typed(max).pipe(z.string().min(1).max(max));

/** Text over several lines. */
export const note = (max = 2000) =>
  z.string().max(max).transform(severalLines).pipe(z.string().max(max));

/** May be left out; absent, empty and null are all null. */
export const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess(
    (value) => (value === "" ? null : value),
    schema.nullish().transform((v) => v ?? null),
  );

/** A set of choices: a form sends one or many values under one name, the API an array. */
export const many = <S extends z.ZodType>(item: S, max = 50) =>
  z.preprocess(
    (value) => (value === undefined || value === null ? [] : [value].flat()),
    z
      .array(item)
      .max(max)
      .transform((all) => [...new Set(all)]),
  );

/** A checkbox: absent means no. The API sends a boolean. */
export const yes = z.preprocess(
  (value) =>
    value === undefined ? false : ["on", "yes", "true"].some((word) => word === value) || value,
  z.boolean(),
);

/** Lower case and NFKC before the check, so that look-alikes of @ and case are no other address. */
export const Email = typed(254)
  .transform((value) => value.normalize("NFKC").toLowerCase())
  .pipe(z.email("not_an_email"));

/** Stored as E.164: eight digits are Norwegian, others carry their country code. */
export const Phone = typed(30).transform((value, { issues }) => {
  const phone = parsePhone(value, "NO");
  if (phone?.isValid()) return phone.number as string;
  issues.push({ code: "custom", message: "not_a_phone", input: value });
  return z.NEVER;
});

/** `YYYY-MM-DD`; people may also type `dd.mm.yyyy`. */
export const Day = z.preprocess(
  (value) => {
    const [, d, m, y] = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\s*$/.exec(String(value)) ?? [];
    return d && m && y ? `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}` : value;
  },
  z.iso.date({ error: ({ input }) => (input === undefined ? "required" : "not_a_date") }),
);

/** Four digits, kept as text: 0150 is Oslo. Whether it exists is for the rules to say. */
export const PostalCode = typed(10).pipe(z.string().regex(/^\d{4}$/, "postal.format"));

/** Wall time of a day, `HH:MM`; people may also type `9`, `900`, `0900`, `9.00` or `9:00`. */
export const ClockTime = z.preprocess(
  (value) => {
    const [, h, m = "00"] = /^\s*(\d{1,2})(?:[:. ]?(\d{2}))?\s*$/.exec(String(value)) ?? [];
    return h ? `${h.padStart(2, "0")}:${m}` : value;
  },
  z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "not_a_time"),
);

export const Instant = z.iso.datetime({ precision: 3 });

/** The licence classes of the Norwegian driving-licence regulation (FOR-2004-01-19-298). */
export const classCodes = [
  "AM146",
  "AM147",
  "S",
  "A1",
  "A2",
  "A",
  "B",
  "B96",
  "BE",
  "C1",
  "C1E",
  "C",
  "CE",
  "D1",
  "D1E",
  "D",
  "DE",
  "T",
] as const;
export const ClassCode = z.enum(classCodes);
export type ClassCode = z.output<typeof ClassCode>;

export const Id = z.uuidv7();
export const ById = z.strictObject({ id: Id });
/** The version that was shown, which is the only one a change may write over. */
export const Version = z.coerce.number().int().min(1);
export type Seen = { id: string; version: number };
