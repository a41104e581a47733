import type { LiveFrame } from "#worker/objects/school_live.ts";

type Hooks = {
  heard: (frame: LiveFrame) => void;
  /** Whether changes of others are heard of now. */
  state: (live: boolean) => void;
};

const PING = 45_000; // less than what proxies let rest
const PONG = 10_000;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;

/**
 * Listens to the changes of a channel of ours, such as `/calendar/live`, until it is told to stop. Who was away says the last number she
 * heard, and is told all that came after it; the first time, what came since the page was made.
 */
export function listen(path: string, madeAt: string, { heard, state }: Hooks): () => void {
  let seq: number | undefined;
  let socket: WebSocket | undefined;
  let tries = 0;
  let waiting = 0;
  let pinging = 0;
  let silent = 0;
  let over = false;

  function connect() {
    clearTimeout(waiting);
    if (over || socket) return;
    const query = seq === undefined ? `at=${encodeURIComponent(madeAt)}` : `since=${seq}`;
    const mine = new WebSocket(`${location.origin.replace(/^http/, "ws")}${path}?${query}`);
    socket = mine;
    mine.onmessage = ({ data }) => {
      clearTimeout(silent);
      if (data === "pong") return;
      tries = 0;
      state(true);
      const frame = JSON.parse(String(data)) as LiveFrame;
      seq = frame.seq;
      heard(frame);
    };
    mine.onclose = () => {
      if (socket !== mine) return;
      drop();
      state(false);
      waiting = window.setTimeout(connect, waitFor(tries++));
    };
    pinging = window.setInterval(() => {
      if (mine.readyState !== WebSocket.OPEN) return;
      mine.send("ping");
      // A line that was cut says nothing: so does who should have answered.
      silent = window.setTimeout(() => mine.onclose?.(new CloseEvent("close")), PONG);
    }, PING);
  }

  function drop() {
    clearInterval(pinging);
    clearTimeout(silent);
    const old = socket;
    socket = undefined;
    old?.close();
  }

  const soon = () => {
    if (!document.hidden) connect();
  };
  addEventListener("online", soon);
  document.addEventListener("visibilitychange", soon);
  connect();
  return () => {
    over = true;
    clearTimeout(waiting);
    removeEventListener("online", soon);
    document.removeEventListener("visibilitychange", soon);
    drop();
  };
}

/** 1 s, 2 s, 4 s ... a minute, and up to as much again: not everybody comes back at once. */
function waitFor(tries: number): number {
  const [chance = 0] = crypto.getRandomValues(new Uint8Array(1));
  return Math.min(FIRST_WAIT * 2 ** tries, LONGEST_WAIT) * (1 + chance / 256);
}
