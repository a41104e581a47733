import { type Locale, useView } from "#web/ui/view.ts";
import { generic } from "./generic_words.ts";

/** Words by code, in both languages; a module exports its `problems` and `flashes` like this. */
export type Coded = { nb: Record<string, string>; en: Record<string, string> };

// Each module adds one import above and one line here.
const problems: readonly Coded[] = [generic.problems];
const flashes: readonly Coded[] = [generic.flashes];

const problemWords = gather(problems);
const flashWords = gather(flashes);

/** What went wrong, and what would help. A code without words falls back to the general text. */
export function problemText(locale: Locale, code: string): string {
  const words = problemWords[locale];
  return words[code] ?? words.unexpected ?? code;
}

/** What an action that succeeded has to say. */
export function flashText(locale: Locale, code: string): string {
  const words = flashWords[locale];
  return words[code] ?? words.done ?? code;
}

/** Problem codes as words in the reader's language. */
export function useProblem() {
  const { locale } = useView();
  return (code: string) => problemText(locale, code);
}

/** Flash codes as words in the reader's language. */
export function useFlash() {
  const { locale } = useView();
  return (code: string) => flashText(locale, code);
}

function gather(parts: readonly Coded[]): Coded {
  return {
    nb: Object.assign({}, ...parts.map((part) => part.nb)),
    en: Object.assign({}, ...parts.map((part) => part.en)),
  };
}
