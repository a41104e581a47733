import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { listen } from "#web/islands/listen.ts";
import type { LiveFrame } from "#worker/objects/school_live.ts";
import { redraw } from "./refresh.ts";

type Asked = {
  /** When the page was made. */
  at: string;
  live: boolean;
  board: RefObject<HTMLElement | null>;
  /** A question stands open: what is beneath it stays. */
  busy: RefObject<boolean>;
  /** What somebody else did is drawn. */
  changed: () => void;
};

const SPREAD = 400; // milliseconds over which the readers of a school read again
// Who has not touched the page for so long is not kept signed in by what others do.
const RESTED = 10 * 60_000;
const touches = ["pointerdown", "pointermove", "keydown", "focus"] as const;

/** What others change, drawn as it happens; and when nobody looks, once somebody does again. */
export function useLive({ at, live, board, busy, changed }: Asked) {
  const [state, setState] = useState<"off" | "on" | "lost">("off");
  const waits = useRef(false);
  const drawing = useRef<Promise<void>>(undefined);

  async function refresh() {
    await drawing.current; // the newest answer is the last one drawn
    waits.current = false;
    const { current } = board;
    if (!current) return;
    drawing.current = redraw(current).catch(() => {
      waits.current = true; // with the next change, or when the line is back
    });
    await drawing.current;
  }

  useEffect(() => {
    if (!live) return;
    let touched = Date.now();
    let timer = 0;
    const held = () =>
      document.hidden ||
      busy.current ||
      board.current?.classList.contains("is-dragging") ||
      Date.now() - touched > RESTED;
    const draw = async () => {
      if (!waits.current || held()) return;
      await refresh();
      if (!waits.current) changed();
    };
    const soon = () => {
      waits.current = true;
      clearTimeout(timer);
      const [chance = 0] = crypto.getRandomValues(new Uint8Array(1));
      timer = window.setTimeout(draw, (SPREAD * chance) / 256);
    };
    const touch = () => {
      const rested = Date.now() - touched > 1000;
      touched = Date.now();
      if (rested && waits.current) void draw();
    };
    const heard = ({ changes, stale }: LiveFrame) => {
      const { from = "", to = "" } = board.current?.dataset ?? {};
      const here = changes.some(({ days }) => days.some((day) => from <= day && day < to));
      if (here || stale) soon();
    };
    for (const type of touches) addEventListener(type, touch, { passive: true });
    document.addEventListener("visibilitychange", touch);
    const stop = listen("/calendar/live", at, {
      heard,
      state: (live) => setState(live ? "on" : "lost"),
    });
    return () => {
      stop();
      clearTimeout(timer);
      for (const type of touches) removeEventListener(type, touch);
      document.removeEventListener("visibilitychange", touch);
    };
  }, []);
  return { state, refresh };
}
