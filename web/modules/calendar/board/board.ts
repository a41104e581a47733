import type { Span } from "#worker/modules/calendar/layout.ts";
import { clockOf, spanClass } from "../views/place.ts";

/** Where something stands or would: a column of the grid and a time. */
export type Place = Span & { column: HTMLElement };

/** A booking as its block says it. */
export type Block = {
  element: HTMLElement;
  id: string;
  version: number;
  name: string;
  at: Place;
};

export const STEP = 15;
/** What nobody can see or press is not laid hands on. */
export const isWide = () => matchMedia("(width >= 48rem)").matches;

const number = (text: string | undefined) => Number(text ?? Number.NaN);

/** The block that may be moved around an element. */
export function blockOf(inside: Element): Block | undefined {
  const element = inside.closest<HTMLElement>("li[data-version]");
  const column = element?.closest<HTMLElement>(".cal-col");
  if (!element || !column) return undefined;
  const { id = "", version, from, to } = element.dataset;
  const name = element.querySelector("strong")?.textContent ?? "";
  const at = { column, from: number(from), to: number(to) };
  return { element, id, version: number(version), name, at };
}

/** The hours that the grid of a column shows, in minutes. */
export function hoursOf(column: HTMLElement): Span {
  const { from, to } = column.closest<HTMLElement>(".cal")?.dataset ?? {};
  return { from: number(from) * 60, to: number(to) * 60 };
}

/** The minute of the day at a height of the page. */
export function minuteAt(column: HTMLElement, y: number): number {
  const body = column.querySelector(".cal-body") ?? column;
  const { top, height } = body.getBoundingClientRect();
  const { from, to } = hoursOf(column);
  return from + ((y - top) / height) * (to - from);
}

/** The column of the grid at a breadth of the page. */
export function columnAt(board: HTMLElement, x: number): HTMLElement | undefined {
  return [...board.querySelectorAll<HTMLElement>(".cal-col")].find((column) => {
    const { left, right } = column.getBoundingClientRect();
    return left <= x && x < right;
  });
}

export const snapped = (minutes: number) => Math.round(minutes / STEP) * STEP;

/** A stretch within the hours that are shown, as long as it was. */
export function kept({ from, to }: Span, hours: Span): Span {
  const length = Math.min(to - from, hours.to - hours.from);
  const start = Math.min(Math.max(from, hours.from), hours.to - length);
  return { from: start, to: start + length };
}

export const textOf = ({ from, to }: Span) => `${clockOf(from)}–${clockOf(to)}`;

/** What would be there: drawn over the grid while it is dragged or waits for its answer. */
export function ghost() {
  const item = document.createElement("li");
  item.setAttribute("aria-hidden", "true");
  return {
    show: ({ column, from, to }: Place) => {
      item.className = `slot slot-ghost ${spanClass({ from, to })}`;
      item.textContent = textOf({ from, to });
      const list = column.querySelector("ol");
      if (item.parentElement !== list) list?.appendChild(item);
    },
    hide: () => item.remove(),
  };
}
