import { useEffect, useState } from "preact/hooks";
import type { Offer, Offers } from "#worker/modules/bookings/offers/rules.ts";
import { optionsOf } from "./dialog.tsx";
import { ask } from "./student.tsx";

type Span = { startsAt: string; endsAt: string };
const PAUSE = 250;

/** Who and what is free at a time and fits a class; everybody until there is an answer. */
export function useOffers(span: () => Span, classCode: string, asked: string, outside: string) {
  const [offers, setOffers] = useState<Offers>();
  useEffect(() => {
    let over = false;
    const timer = setTimeout(async () => {
      const query = queryOf(span, classCode);
      const found = query && (await ask<Offers>(`/bookings/offers?${query}`));
      if (!over) setOffers(found || undefined);
    }, PAUSE);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [asked, classCode]);

  return (kind: "instructor" | "vehicle" | "room", chosen: string) =>
    offers ? free(offers[`${kind}s`], chosen, outside) : optionsOf(kind);
}

// What is chosen already stays, though it may be taken: the answer says why.
const free = (all: readonly Offer[], chosen: string, outside: string) =>
  all
    .filter(({ id, reasons }) => reasons.length === 0 || id === chosen)
    .map(({ id, name, careful }) => ({
      id,
      name: careful.length > 0 ? `${name} (${outside})` : name,
    }));

/** Nothing while a time is half typed. */
function queryOf(span: () => Span, classCode: string): URLSearchParams | undefined {
  try {
    return new URLSearchParams({ ...span(), ...(classCode && { classCode }) });
  } catch {
    return undefined;
  }
}
