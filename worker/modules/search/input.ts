import * as z from "zod";
import { Id } from "#worker/lib/fields.ts";

export const SearchQuery = z.strictObject({
  q: z.string().max(200).default(""),
  /** Why the page that sent the browser here did not search. */
  refused: z.literal("national_id").optional().catch(undefined),
});

export const hitKinds = ["student", "contact", "employee", "vehicle"] as const;
export type HitKind = (typeof hitKinds)[number];

/** Something that was found: enough to tell it from its likes, and where it is. */
export const Hit = z.strictObject({
  kind: z.enum(hitKinds),
  id: Id,
  href: z.string(),
  title: z.string(),
  /** Its number, classes, telephone: what tells two of a name apart, in no language. */
  facts: z.array(z.string()),
  /** `waiting`, `finished`, `quit`, `left`, `retired`: said only of what is not in the middle of it. */
  state: z.enum(["waiting", "finished", "quit", "left", "retired"]).nullable(),
});
export type Hit = z.output<typeof Hit>;

/** The best of each kind, in the order of `hitKinds`; `more` names the kinds that have more. */
export const Found = z.strictObject({ items: z.array(Hit), more: z.array(z.enum(hitKinds)) });
export type Found = z.output<typeof Found>;

/** Eleven digits are somebody's national id: those are never searched for by an address. */
export function looksLikeNationalId(q: string): boolean {
  return /^\d{11}$/.test(q.replaceAll(/[\s.-]/g, ""));
}

/** The words to look for; a telephone number is one word, however it is spaced. */
export function searchText(q: string): string {
  const [, number] = /^(?:\+|00)?(?:47)?\s*(\d[\d\s]{6,13}\d)$/.exec(q.trim()) ?? [];
  return number ? number.replaceAll(/\s/g, "") : q;
}
