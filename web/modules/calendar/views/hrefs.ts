import type { ResourceKind } from "#worker/modules/calendar/input.ts";

/** The day view of the same calendar. */
export function dayHref(url: URL, date: string): string {
  const query = new URLSearchParams(url.search);
  query.set("view", "day");
  query.set("date", date);
  return `${url.pathname}?${query}`;
}

/** The form of a new booking, with what a slot of the calendar says filled in. */
export function bookHref(
  resource: { kind: ResourceKind; id: string } | undefined,
  on: string,
  at?: string,
): string {
  const query = new URLSearchParams({ on });
  if (at) query.set("at", at);
  if (resource) query.set(resource.kind, resource.id);
  return `/bookings/new?${query}`;
}
