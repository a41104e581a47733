import * as z from "zod";

/** What a schema says about one field, in the words of HTML. */
export type Constraint = {
  required: boolean;
  type: "text" | "date" | "time" | "email" | "url" | "number" | "checkbox";
  maxLength?: number;
  minLength?: number;
  pattern?: string;
  min?: number;
  max?: number;
  inputMode?: "numeric" | "decimal" | "email" | "url";
  /** The values of an enum. */
  options?: readonly string[];
  /** Several of the options may be chosen. */
  many?: boolean;
};

/** The constraints of a form, by field. */
export type Rules<K extends string = string> = Record<K, Constraint>;

type Json = {
  type?: string | string[];
  format?: string;
  pattern?: string;
  maxLength?: number;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Json[];
  items?: Json;
};

/** HTML constraints read off the zod schema, so the browser and the server agree. */
export function constraints<S extends z.ZodObject>(schema: S): Rules<keyof S["shape"] & string> {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as {
    required?: string[];
    properties: Record<string, Json>;
  };
  const required = new Set(json.required);
  const rules = Object.entries(json.properties).map(([name, property]) => [
    name,
    constraint(property, required.has(name)),
  ]);
  return Object.fromEntries(rules) as Rules<keyof S["shape"] & string>;
}

function constraint(property: Json, listed: boolean): Constraint {
  const branches = property.anyOf ?? [property];
  // An empty field is allowed where null or "" is.
  const empty = branches.some((b) => b.const === "" || [b.type].flat().includes("null"));
  const json = branches.find((b) => b.const !== "" && b.type !== "null") ?? property;
  const required = listed && !empty;
  if (json.type === "array") {
    return { ...constraint(json.items ?? {}, required), many: true };
  }
  return {
    required,
    ...kind(json),
    ...defined({ maxLength: json.maxLength, minLength: json.minLength }),
    ...defined({ min: json.minimum, max: json.maximum }),
    ...(json.enum ? { options: json.enum.map(String) } : {}),
  };
}

// What zod writes for z.iso.time(), which has no format name in JSON schema.
const timePattern = String.raw`^(?:[01]\d|2[0-3])`;

function kind(json: Json): Pick<Constraint, "type" | "inputMode" | "pattern"> {
  const type = [json.type].flat().find((t) => t !== "null");
  if (type === "boolean") return { type: "checkbox" };
  if (type === "integer") return { type: "number", inputMode: "numeric" };
  if (type === "number") return { type: "number", inputMode: "decimal" };
  if (json.format === "date") return { type: "date" };
  if (json.format === "email") return { type: "email", inputMode: "email" };
  if (json.format === "uri") return { type: "url", inputMode: "url" };
  if (json.pattern?.startsWith(timePattern)) return { type: "time" };
  if (!json.pattern || json.format) return { type: "text" };
  return { type: "text", pattern: json.pattern.replace(/^\^|\$$/g, "") };
}

// A number beyond what JavaScript counts exactly is zod's way of saying "no limit".
function defined<T extends Record<string, number | undefined>>(limits: T) {
  const known = Object.entries(limits).filter(
    ([, limit]) => limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER,
  );
  return Object.fromEntries(known) as { [K in keyof T]?: number };
}
