import {
  type Block,
  blockOf,
  columnAt,
  ghost,
  hoursOf,
  isWide,
  kept,
  minuteAt,
  type Place,
  STEP,
  snapped,
} from "./board.ts";

type Hooks = {
  /** A block was let go of at another place. It stands where it stood until that is certain. */
  moved: (block: Block, to: Place, done: () => void) => void;
  /** A stretch that is free was marked, or pressed. */
  drawn: (place: Place) => void;
};

type Grip = {
  pointer: number;
  x: number;
  y: number;
  block?: Block;
  resizes: boolean;
  /** Minutes from the block's start to the hand. */
  hold: number;
  column: HTMLElement;
  place?: Place;
};

const SLACK = 5; // pixels that a hand may shake
const LONG_PRESS = 400; // before a finger drags and does not scroll
const LESSON = 45;
const EDGE = 40;

/** Lets bookings be dragged and stretched, and free time be marked, with a mouse, pen or finger. */
export function enableDrag(board: HTMLElement, { moved, drawn }: Hooks): () => void {
  const shadow = ghost();
  let grip: Grip | undefined;
  let ready = false; // a finger has rested long enough
  let timer = 0;
  const stop = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    handle: (event: HTMLElementEventMap[K]) => void,
    passive?: false,
  ) => board.addEventListener(type, handle, { signal: stop.signal, passive: passive ?? true });

  function letGo() {
    clearTimeout(timer);
    grip?.block?.element.classList.remove("is-dragged");
    board.classList.remove("is-dragging");
    grip = undefined;
    ready = false;
  }

  on("pointerdown", (event) => {
    const target = event.target as Element;
    const column = target.closest<HTMLElement>(".cal-col");
    if (event.button !== 0 || grip || !column || !isWide() || target.closest("button")) return;
    const block = blockOf(target);
    const finger = event.pointerType === "touch";
    const free = !target.closest("li:not(.slot-free)") && column.dataset.id !== undefined;
    if (!block && (finger || !free || !target.closest(".cal-body"))) return;
    grip = {
      pointer: event.pointerId,
      x: event.clientX,
      y: event.clientY,
      ...(block && { block }),
      resizes: target.closest(".ev-grip") !== null,
      hold: minuteAt(column, event.clientY) - (block?.at.from ?? 0),
      column,
    };
    ready = !finger;
    if (finger) timer = window.setTimeout(() => begin(), LONG_PRESS);
  });

  function begin() {
    ready = true;
    if (!grip) return;
    board.classList.add("is-dragging");
    grip.block?.element.classList.add("is-dragged");
    board.setPointerCapture(grip.pointer);
    if (!grip.block) return;
    grip.place = grip.block.at;
    shadow.show(grip.place);
  }

  on("pointermove", (event) => {
    if (!grip || event.pointerId !== grip.pointer) return;
    const far = Math.hypot(event.clientX - grip.x, event.clientY - grip.y) > SLACK;
    if (!ready) return far ? letGo() : undefined; // a finger that scrolls
    if (!board.classList.contains("is-dragging")) {
      if (!far) return;
      begin();
    }
    scrollNear(board, event);
    grip.place = placeOf(board, grip, event);
    shadow.show(grip.place);
  });

  on("pointerup", (event) => {
    if (!grip || event.pointerId !== grip.pointer) return;
    const { block, place } = grip;
    const dragged = board.classList.contains("is-dragging");
    letGo();
    if (!dragged || !place) return shadow.hide();
    swallowClick(board);
    if (!block) {
      shadow.hide();
      drawn(place);
    } else if (isSame(block.at, place)) shadow.hide();
    else moved(block, place, shadow.hide);
  });

  const cancel = () => {
    letGo();
    shadow.hide();
  };
  on("pointercancel", cancel);
  on("dragstart", (event) => event.preventDefault(), false); // links would be dragged as links
  on("touchmove", (event) => ready && grip && event.preventDefault(), false);
  on("contextmenu", (event) => ready && grip && event.preventDefault(), false);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && grip && cancel(), {
    signal: stop.signal,
  });
  on(
    "click",
    (event) => {
      const link = (event.target as Element).closest<HTMLElement>(".slot-free > a");
      const column = link?.closest<HTMLElement>(".cal-col");
      if (!link || !column || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const slot = { from: Number(link.dataset.from), to: Number(link.dataset.to) };
      const pressed = event.detail > 0 && isWide(); // else by keyboard, or in a list
      const near = minuteAt(column, event.clientY) - STEP / 2;
      const from = pressed ? Math.max(slot.from, snapped(near)) : slot.from;
      drawn({ column, ...kept({ from, to: from + LESSON }, slot) });
    },
    false,
  );
  return () => stop.abort();
}

const isSame = (a: Place, b: Place) => a.column === b.column && a.from === b.from && a.to === b.to;

function placeOf(board: HTMLElement, grip: Grip, { clientX, clientY }: PointerEvent): Place {
  const { block, column, hold, resizes } = grip;
  const hours = hoursOf(column);
  const here = minuteAt(column, clientY);
  if (!block) {
    const [a, b] = [hold, here].sort((one, two) => one - two);
    const from = Math.floor((a ?? 0) / STEP) * STEP;
    const to = Math.max(Math.ceil((b ?? 0) / STEP) * STEP, from + STEP);
    return { column, from: Math.max(from, hours.from), to: Math.min(to, hours.to) };
  }
  const { from, to } = block.at;
  if (resizes) {
    const end = Math.min(Math.max(snapped(here), from + STEP), hours.to);
    return { column, from, to: end };
  }
  const start = snapped(here - hold);
  const over = columnAt(board, clientX);
  const target = over && (over === column || over.dataset.id) ? over : column;
  return { column: target, ...kept({ from: start, to: start + to - from }, hours) };
}

/** The grid follows a hand that has come to its edge. */
function scrollNear(board: HTMLElement, { clientX, clientY }: PointerEvent) {
  const box = board.querySelector(".cal");
  if (!box) return;
  const { top, bottom, left, right } = box.getBoundingClientRect();
  const toward = (at: number, low: number, high: number) =>
    at < low + EDGE ? -12 : at > high - EDGE ? 12 : 0;
  box.scrollBy(toward(clientX, left, right), toward(clientY, top, bottom));
}

/** What ends a drag is no press on the link beneath it. */
function swallowClick(board: HTMLElement) {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  board.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => board.removeEventListener("click", swallow, { capture: true }), 0);
}
