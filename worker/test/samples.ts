import * as z from "zod";

// Makes input that a schema accepts, by asking the schema itself: no second description of it.

const words = [
  "Ås Eksempel",
  "2026-05-05",
  "EB12345",
  "ny@example.no",
  "91234567",
  "2317",
  "08:30",
];
const codes = ["B", "owner", "instructor", "active", "nb", "yes", "on", "s"];
const numbers = ["923609016", "974760673", "14", "1"]; // organisation numbers with right digits
const plain: readonly unknown[] = [...words, ...codes, ...numbers, 1, 0, true, null];

type Shape = Record<string, z.ZodType>;

/** The fields of an object schema, through the pipes and defaults that may stand around it. */
export function shapeOf(schema: z.ZodType): Shape | undefined {
  const { def } = schema as z.ZodType & {
    def: { type: string; in?: z.ZodType; out?: z.ZodType; innerType?: z.ZodType };
  };
  if (def.type === "object") return (schema as unknown as { shape: Shape }).shape;
  const inner = [def.innerType, def.in, def.out].filter((part) => part !== undefined);
  return inner.map(shapeOf).find((shape) => shape !== undefined);
}

/** The choices of an enum or literal, however deep it is wrapped. */
function choicesOf(schema: z.ZodType): unknown[] {
  const said = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const text = JSON.stringify(said);
  const enums = [...text.matchAll(/"enum":(\[[^\]]*\])/g)].flatMap(([, list = "[]"]) =>
    JSON.parse(list),
  );
  const one = [...text.matchAll(/"const":("[^"]*"|[\d.]+|true|false)/g)].map(([, value = ""]) =>
    JSON.parse(value),
  );
  return [...enums, ...one];
}

/**
 * Input that the schema accepts, with as many fields as it can fill. `known` are values that tests
 * give by field name, such as ids of rows that exist.
 */
export function sampleOf(schema: z.ZodType, known: Record<string, unknown> = {}): unknown {
  const shape = shapeOf(schema);
  if (!shape) return first(schema, undefined);
  const pairs = Object.entries(shape)
    .map(([name, field]) => [name, first(field, known[name])] as const)
    .filter(([, value]) => value !== undefined && value !== null);
  const all = Object.fromEntries(pairs);
  if (schema.safeParse(all).success) return all;
  // Two optional fields may exclude each other: then only the required ones.
  const needed = pairs.filter(([name]) => !shape[name]?.safeParse(undefined).success);
  return { ...Object.fromEntries(needed), ...only(known, shape) };
}

const only = (known: Record<string, unknown>, shape: Shape) =>
  Object.fromEntries(Object.entries(known).filter(([name]) => name in shape));

function first(schema: z.ZodType, known: unknown): unknown {
  const accepts = (value: unknown) => schema.safeParse(value).success;
  if (known !== undefined && accepts(known)) return known;
  const choices = choicesOf(schema);
  const nested = shapeOf(schema);
  const inner = nested ? [sampleOf(schema)] : [];
  const lists = [...choices, ...plain].map((value) => [value]);
  return [...choices, ...inner, ...plain, ...lists, []].find(
    (value) => value !== null && accepts(value),
  );
}

/** The same input as a form would send it. */
export function asForm(sample: unknown): [string, string][] {
  return Object.entries((sample ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
    [value]
      .flat()
      .filter((one) => one !== undefined && one !== null && one !== false)
      .map((one): [string, string] => [name, one === true ? "on" : String(one)]),
  );
}
