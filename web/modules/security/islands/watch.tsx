import { useEffect, useState } from "preact/hooks";
import { island } from "#web/islands/island.tsx";
import { listen } from "#web/islands/listen.ts";

type State = "off" | "live" | "lost" | "more";
type Props = {
  /** When the page was made. */
  at: string;
  /** What each state is called. */
  t: Record<Exclude<State, "off">, string>;
};

const LIST = "#events";
// Who has not touched the page for so long is not kept signed in by what others do.
const RESTED = 10 * 60_000;
const touches = ["pointerdown", "pointermove", "keydown", "focus"] as const;

/** The list as the server draws it now. A document that is asked for so runs nothing. */
function readList(): Promise<Element> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", location.href);
    request.responseType = "document";
    request.onload = () => {
      const list = (request.response as Document | null)?.querySelector(LIST);
      if (request.status === 200 && list) resolve(list);
      else reject(new Error(`HTTP ${request.status}`));
    };
    request.onerror = () => reject(new Error("no answer"));
    request.send();
  });
}

/** Draws the list anew, and leaves the focus on the row where it was. */
async function redraw(): Promise<void> {
  const [list, fresh] = [document.querySelector(LIST), await readList()];
  if (!list) return;
  const href = list.querySelector(":focus")?.getAttribute("href");
  list.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  if (href) list.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`)?.focus();
}

/** Shows new events as they happen, and says whether it does. */
function Watch({ at, t }: Props) {
  const [state, setState] = useState<State>("off");

  useEffect(() => {
    let touched = Date.now();
    let waits = false;
    let drawing = false;
    const draw = async () => {
      if (drawing || !waits) return;
      if (document.hidden || Date.now() - touched > RESTED) return setState("more");
      [drawing, waits] = [true, false];
      try {
        await redraw();
        setState("live");
      } catch {
        [waits] = [true];
        setState("more"); // with the next one, or when she touches the page
      }
      drawing = false;
      if (waits) setTimeout(draw, 1000);
    };
    const touch = () => {
      touched = Date.now();
      void draw();
    };
    const stop = listen("/security/live", at, {
      heard: ({ changes, stale }) => {
        waits ||= changes.length > 0 || stale === true;
        void draw();
      },
      state: (live) => setState(live ? "live" : "lost"),
    });
    for (const type of touches) addEventListener(type, touch, { passive: true });
    document.addEventListener("visibilitychange", touch);
    return () => {
      stop();
      for (const type of touches) removeEventListener(type, touch);
      document.removeEventListener("visibilitychange", touch);
    };
  }, []);

  return (
    <p class="hint" role="status" data-live={state}>
      {state === "off" ? "" : t[state]}
    </p>
  );
}

export default island("security/watch", Watch);
