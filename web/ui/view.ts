import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ServiceState } from "#worker/lib/service.ts";

export type Locale = "nb" | "en";

/** Light or dark as the person chose; "auto" follows the device. */
export type Scheme = "auto" | "light" | "dark";

/** Who is signed in, as far as the page shell shows it. */
export type Person = {
  name: string;
  schoolId: string;
  schoolName: string;
  /** Every school this person may switch to, the active one included. */
  schools: readonly { id: string; name: string }[];
  /** The day a second factor becomes compulsory; null when it is set up or never will be. */
  enrolBy: string | null;
  /** Somebody else sees as this person, until then. */
  visitUntil?: string | undefined;
};

/** Its title, and the islands that the browser must wake. */
export type Head = { title: string; islands: Set<string> };

/** What a page knows about whoever looks at it. */
export type ViewData = {
  locale: Locale;
  grants: readonly string[];
  /** What every form must carry; before sign-in it is bound to a cookie of its own. */
  token: string;
  /** A fresh UUIDv7 for a form that makes a row: a double click makes the same row, not two. */
  once: string;
  url: URL;
  /** The instant the page was made, ISO-8601. */
  now: string;
  /** The calendar day in Norway at that instant: ages and last days are counted from it. */
  today: string;
  person: Person | undefined;
  /** How the service is set, when everything is not as usual. */
  service?: ServiceState | undefined;
  /** A message left by the action that redirected here: a word code of `web/words.ts`. */
  flash: string | undefined;
  /** A run on a developer's machine: demo sign-ins and /dev pages exist. */
  local: boolean;
  /** Whether the browser may keep the page, to show it when there is no network. */
  keeps?: boolean;
  /** The colour scheme chosen here; `auto` follows the device. */
  scheme: Scheme;
  /** What the page says of itself while it renders; the shell reads it afterwards. */
  head: Head;
};

export const View = createContext<ViewData | undefined>(undefined);

/** What the page knows about whoever looks at it. */
export function useView(): ViewData {
  const view = useContext(View);
  if (!view) throw new Error("Cannot render outside of a page");
  return view;
}

/**
 * Each module owns its words; a key that one language lacks does not compile.
 * The mark tells esbuild that words nobody uses may leave the bundle.
 */
/* @__NO_SIDE_EFFECTS__ */
export function words<K extends string>(table: { nb: Record<K, string>; en: Record<K, string> }) {
  const of = (locale: Locale) => (key: K) => table[locale][key];
  return Object.assign(() => of(useView().locale), {
    /** The same outside of a page, for what is printed or sent. */
    of,
  });
}
