import type * as z from "zod";

/** What a form holds, by field; several values for a set of boxes. */
export type Values = Record<string, string | readonly string[]>;

/** The row as the form first showed it, as it was typed, and as it is now. */
type Versions = { was: Values | undefined; mine: Values; theirs: Values };

export type Merged = {
  /** Per field the one change there is; where there are two, what was typed. */
  values: Values;
  /** Fields that only the other has changed. */
  taken: readonly string[];
  /** Fields that both have changed, and to what the other did. */
  clashes: Record<string, string>;
  /** Whether the form still asks for something that the row does not have. */
  asks: boolean;
};

/** Whether anything in the form was typed over. */
export function touched(form: z.ZodObject, was: Values, mine: Values): boolean {
  return fieldsOf(form).some(
    (field) => !same(form, field, [typedIn(form, mine, field), was[field]]),
  );
}

/**
 * Merges two changes of one row field by field, so that nobody writes over what she did not touch.
 * A set of boxes is merged box by box. Without `was` nobody knows who changed what: then every
 * difference is a clash, and boxes stay as the other has them.
 */
export function threeWay(form: z.ZodObject, { was, mine, theirs }: Versions): Merged {
  const values: Values = {};
  const taken: string[] = [];
  const clashes: Record<string, string> = {};
  let asks = false;
  for (const field of fieldsOf(form)) {
    const now = theirs[field] ?? "";
    const typed = typedIn(form, mine, field) ?? was?.[field] ?? now;
    const before = was?.[field];
    const boxes = typeof now !== "string" || isToggle(form, field);
    const [byMe, byThem, different] = [
      before === undefined ? !boxes : !same(form, field, [typed, before]),
      before === undefined || !same(form, field, [now, before]),
      !same(form, field, [typed, now]),
    ];
    if (typeof now !== "string") {
      const merged = byMe ? boxByBox(all(before), all(typed), now) : now;
      values[field] = merged;
      asks ||= !same(form, field, [merged, now]) || (before === undefined && different);
      if (byThem && different) taken.push(field);
      continue;
    }
    values[field] = byMe && different ? typed : now;
    if (!different) continue;
    asks ||= byMe || before === undefined;
    if (byMe && byThem) clashes[field] = now;
    else if (byThem) taken.push(field);
  }
  return { values, taken, clashes, asks };
}

const fieldsOf = (form: z.ZodObject) => Object.keys(form.shape).filter((f) => f !== "version");
const all = (value: string | readonly string[] | undefined) =>
  [value ?? []].flat().filter((one) => one !== "");

function boxByBox(was: readonly string[], mine: readonly string[], theirs: readonly string[]) {
  const kept = theirs.filter((one) => mine.includes(one) || !was.includes(one));
  return [...kept, ...mine.filter((one) => !was.includes(one) && !kept.includes(one))];
}

// An unticked box sends nothing; any other field that sends nothing did not stand in the form.
function typedIn(form: z.ZodObject, mine: Values, field: string) {
  const empty = readsEmpty(form, field);
  return mine[field] ?? (empty === false ? "" : Array.isArray(empty) ? [] : undefined);
}

const isToggle = (form: z.ZodObject, field: string) => readsEmpty(form, field) === false;

function readsEmpty(form: z.ZodObject, field: string): unknown {
  const result = schemaOf(form, field)?.safeParse(undefined);
  return result?.success ? result.data : undefined;
}

/** Two texts are the same when the field's own schema reads the same from both. */
function same(
  form: z.ZodObject,
  field: string,
  [a, b]: readonly [Values[string] | undefined, Values[string] | undefined],
): boolean {
  if (a === undefined || b === undefined) return true;
  if (typeof a !== "string" || typeof b !== "string")
    return JSON.stringify(all(a).toSorted()) === JSON.stringify(all(b).toSorted());
  return meaning(form, field, a) === meaning(form, field, b);
}

function meaning(form: z.ZodObject, field: string, text: string): string {
  const typed = text.replaceAll(/\r\n?/g, "\n").trim();
  const result = schemaOf(form, field)?.safeParse(typed === "" ? undefined : typed);
  return JSON.stringify(result?.success ? (result.data ?? null) : typed);
}

const schemaOf = (form: z.ZodObject, field: string) =>
  (form.shape as Record<string, z.ZodType | undefined>)[field];
