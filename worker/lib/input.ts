import { zValidator } from "@hono/zod-validator";
import { createMiddleware } from "hono/factory";
import { validator } from "hono/validator";
import * as z from "zod";
import type { Env } from "./env.ts";
import type { Merged, Values } from "./merge.ts";
import { type FieldErrors, Problem } from "./problem.ts";
import { note } from "./route.ts";

/** What a person typed, what is wrong with it, and, when nothing is, what it means. */
export type Draft<T> = {
  values: Values;
  errors: FieldErrors;
  value?: T;
  /** The id minted with the form: sending the form twice makes the same row, not two. */
  once?: string;
  /** The row as the form first showed it: what differs from it, its reader has changed. */
  was?: Values;
  /** What somebody else changed meanwhile, when the form is shown again for that. */
  merged?: Pick<Merged, "taken" | "clashes">;
  /** What had been typed when the session was over, shown again and not sent yet. */
  restored?: true;
};

export const emptyDraft = { values: {}, errors: {} };

/** A row shown in its form, ready to be changed. With the form's schema it knows what it showed. */
export function draftOf(row: object, form?: z.ZodObject): Draft<never> {
  const shown = (value: unknown) =>
    Array.isArray(value) ? value.map(String) : value === false ? "" : String(value ?? "");
  const pairs = Object.entries(row).map(([name, value]) => [name, shown(value)] as const);
  const values = Object.fromEntries(pairs);
  if (!form) return { values, errors: {} };
  const own = pairs.filter(([name]) => name in form.shape && name !== "version");
  return { values, errors: {}, was: Object.fromEntries(own) };
}

/** JSON bodies, params and queries: invalid input never reaches the handler. */
export function valid<S extends z.ZodType, T extends "json" | "query" | "param">(
  target: T,
  schema: S,
) {
  const check = zValidator(
    target,
    schema,
    (result) => {
      if (result.success) return;
      // An id that is no id names nothing, exactly as an id that nobody has.
      if (target === "param") throw new Problem(404, "not_found");
      throw new Problem(422, "invalid", { fields: fieldErrors(result.error) });
    },
    // Its types ask for a result of unknown input; ours knows it.
    { validationFunction: (own, value) => read(own, value) as never },
  );
  return note(check, { [target]: schema });
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * HTML forms: the handler gets a draft, so that it can show the form again.
 * An empty field is an absent one. Names such as `_token` are the form's own.
 */
export function form<S extends z.ZodType>(schema: S) {
  const check = validator("form", (raw): Draft<z.output<S>> => {
    const typed = Object.entries(raw)
      .filter(([name]) => !/^_[a-z]/.test(name))
      .map(([name, value]): [string, string | string[]] => {
        const all = [value].flat().filter((v) => typeof v === "string");
        return [name, all.length > 1 ? all : (all[0] ?? "")];
      });
    const values = Object.fromEntries(typed);
    const filled = typed.filter(([, value]) => typeof value !== "string" || value.trim() !== "");
    const once = typeof raw._once === "string" && uuid.test(raw._once) ? { once: raw._once } : {};
    const was = readWas(raw._was);
    const carried = { ...once, ...(was && { was }) };
    if (raw._restore !== undefined) return { values, errors: {}, restored: true, ...carried };
    // No schema can refuse it: it is no field, and no object has it by this name.
    if (Object.hasOwn(values, "__proto__"))
      return { values, errors: Object.fromEntries([["__proto__", "unknown"]]), ...carried };
    const result = read(schema, Object.fromEntries(filled));
    return result.success
      ? { values, errors: {}, value: result.data, ...carried }
      : { values, errors: fieldErrors(result.error), ...carried };
  });
  return note(check, { form: schema });
}

const Was = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

// Whoever forges it only misleads herself: she may write every field of the form anyway.
function readWas(text: unknown): Values | undefined {
  if (typeof text !== "string") return undefined;
  try {
    return Was.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Parses, and lets an issue know its input: that tells a missing value from a wrong one. */
export function read<S extends z.ZodType>(schema: S, value: unknown) {
  return schema.safeParse(value, { reportInput: true });
}

/** Names the route's answer for the API document; tests hold the answers to it. */
export function answers(schema: z.ZodType, status = 200) {
  const pass = createMiddleware<Env>((_, next) => next());
  return note(pass, { answer: { status, schema } });
}

// Of a million names that nobody knows, these tell enough.
const MOST = 20;

/** Field paths to problem codes; never the value that was refused. */
export function fieldErrors(error: { issues: readonly z.core.$ZodIssue[] }): FieldErrors {
  const pairs = error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.slice(0, MOST).map((key) => [asName(key), "unknown"] as const)
      : [[issue.path.join("."), codeOf(issue)] as const],
  );
  const first = new Map<string, string>(); // of several problems with a field, the first one
  for (const [name, code] of pairs) if (!first.has(name)) first.set(name, code);
  return Object.fromEntries(first);
}

/** A name that nobody knows, told back; what cannot be a name may be a value, and is not. */
const asName = (key: string) => (/^[\p{L}_$][\p{L}\p{N}_$.-]{0,63}$/u.test(key) ? key : "?");

const formats: Record<string, string> = {
  date: "not_a_date",
  email: "not_an_email",
  datetime: "not_a_date",
};

// A schema that knows better says so with its own code: `z.string().regex(re, "vehicles.plate")`.
function codeOf(issue: z.core.$ZodIssue): string {
  if (/^[a-z_]+(\.[a-z_]+)?$/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? "required"
        : issue.expected === "number"
          ? "not_a_number"
          : "invalid";
    case "too_small":
      return issue.origin === "string"
        ? issue.minimum === 1
          ? "required"
          : "too_short"
        : "out_of_range";
    case "too_big":
      return issue.origin === "string" || issue.origin === "array" ? "too_long" : "out_of_range";
    case "invalid_format":
      return formats[issue.format] ?? "invalid";
    case "invalid_value":
      return issue.input === undefined ? "required" : "not_a_choice";
    default:
      return "invalid";
  }
}
