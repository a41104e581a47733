import { foldedWords } from "#worker/lib/fold.ts";

const companyForms = ["as", "asa", "ans", "da", "enk", "sa"];

/** A short name made of a school's name: the words of it in plain letters, without `AS`. */
export function slugFor(name: string): string {
  const words = foldedWords(name).filter((word) => /^[a-z0-9]+$/.test(word));
  const last = words.length > 1 && companyForms.includes(words.at(-1) ?? "");
  const slug = (last ? words.slice(0, -1) : words).join("-").slice(0, 40);
  return slug.replace(/-$/, "") || "skole";
}
