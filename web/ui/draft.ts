/** What a form needs to know of a `Draft<T>`: what was typed, and what is wrong with it. */
export type AnyDraft = {
  values: Record<string, string | readonly string[]>;
  errors: Record<string, string>;
  once?: string;
  /** The row as the form first showed it. */
  was?: Record<string, string | readonly string[]>;
  /** What had been typed when the session was over. */
  restored?: true;
  /** Fields that only somebody else changed meanwhile, and those that both did, with hers. */
  merged?: { taken: readonly string[]; clashes: Record<string, string> };
};

/** The id of a field's input, which the error summary links to. */
export const fieldId = (name: string) => `field-${name}`;

/** The one value that was typed, or nothing. */
export function typed(draft: AnyDraft, name: string): string {
  const value = draft.values[name] ?? "";
  return typeof value === "string" ? value : (value[0] ?? "");
}

/** All the values that were chosen. */
export function chosen(draft: AnyDraft, name: string): readonly string[] {
  const value = draft.values[name] ?? [];
  return typeof value === "string" ? [value] : value;
}
