import type { FeedWords } from "#worker/modules/calendar/feeds/actions.ts";

type Kind = Parameters<FeedWords["kind"]>[0];
type Table = { name: string; with: string; kinds: Record<Kind, string> };

const tables: Record<"nb" | "en", Table> = {
  nb: {
    name: "Timer ved {name}",
    with: "Med {name}",
    kinds: {
      lesson: "Kjøretime",
      assessment: "Trinnvurdering",
      course: "Kurs",
      test: "Prøve",
      meeting: "Møte",
      block: "Opptatt",
    },
  },
  en: {
    name: "Lessons at {name}",
    with: "With {name}",
    kinds: {
      lesson: "Driving lesson",
      assessment: "Stage assessment",
      course: "Course",
      test: "Test",
      meeting: "Meeting",
      block: "Taken",
    },
  },
};

/** The words of a feed: it has a language of its own, and no page around it. */
export function feedWords(locale: "nb" | "en"): FeedWords {
  const table = tables[locale];
  return {
    name: (name) => table.name.replace("{name}", () => name),
    with: (name) => table.with.replace("{name}", () => name),
    kind: (kind) => table.kinds[kind],
  };
}
