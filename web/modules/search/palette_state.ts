import type { Found, Hit } from "#worker/modules/search/input.ts";

/** A line of the palette: a page of the menu, something that was found, or the search page. */
export type Entry = { group: string; href: string; title: string; detail: string };

export type PaletteState = {
  open: boolean;
  q: string;
  /** What the newest answer brought; it stays while the next one is on its way. */
  found: readonly Hit[];
  failed: boolean;
  /** The line that Enter opens. */
  active: number;
};

export type PaletteEvent =
  | { type: "opened" }
  | { type: "closed" }
  | { type: "typed"; q: string }
  | { type: "answered"; q: string; found: Found }
  | { type: "failed"; q: string }
  | { type: "moved"; to: "next" | "previous" | "first" | "last"; of: number };

export const closed: PaletteState = { open: false, q: "", found: [], failed: false, active: 0 };

/** What each event makes of the palette. An answer to another question than the last is ignored. */
export function step(state: PaletteState, event: PaletteEvent): PaletteState {
  switch (event.type) {
    case "opened":
      return { ...closed, open: true };
    case "closed":
      return closed;
    case "typed":
      return {
        ...state,
        q: event.q,
        active: 0,
        failed: false,
        found: asks(event.q) ? state.found : [],
      };
    case "answered":
      if (event.q !== state.q) return state;
      return { ...state, found: event.found.items, failed: false, active: 0 };
    case "failed":
      return event.q === state.q ? { ...state, found: [], failed: true } : state;
    case "moved":
      return { ...state, active: target(state.active, event) };
  }
}

function target(active: number, { to, of }: { to: string; of: number }): number {
  if (of === 0) return 0;
  if (to === "first") return 0;
  if (to === "last") return of - 1;
  return (active + (to === "next" ? 1 : -1) + of) % of;
}

/** Eleven digits are somebody's national id and never leave this box. */
const isNationalId = (q: string) => /^\d{11}$/.test(q.replaceAll(/[\s.-]/g, ""));

/** Whether a text is worth asking the server about: one letter is half the register. */
export function asks(q: string): boolean {
  return q.trim().length > 1 && !isNationalId(q);
}

export type PaletteWords = Record<
  "pages" | "student" | "contact" | "employee" | "vehicle" | "all" | NonNullable<Hit["state"]>,
  string
>;
type Page = { href: string; label: string };

/** The lines to show, in their order: pages of that name, what was found, the search page last. */
export function entriesOf(
  { q, found }: PaletteState,
  pages: readonly Page[],
  t: PaletteWords,
): Entry[] {
  const typed = q.trim().toLowerCase();
  const named = pages
    .filter(({ label }) => label.toLowerCase().startsWith(typed))
    .map(({ href, label }): Entry => ({ group: t.pages, href, title: label, detail: "" }));
  const hits = found.map(
    ({ kind, href, title, facts, state }): Entry => ({
      group: t[kind],
      href,
      title,
      detail: [...facts, ...(state ? [t[state]] : [])].join(" · "),
    }),
  );
  if (!asks(q)) return named;
  const all: Entry = {
    group: "",
    href: `/search?${new URLSearchParams({ q })}`,
    title: t.all.replace("{q}", q.trim()),
    detail: "",
  };
  return [...named, ...hits, all];
}
