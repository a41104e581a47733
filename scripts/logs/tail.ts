import { type Line, readLine } from "./lines.ts";

/** One event of `wrangler tail --format json`, as far as we look at it: it has addresses and headers too. */
type Event = {
  outcome?: string;
  eventTimestamp?: number | null;
  logs?: readonly { message?: readonly unknown[] }[];
};

/** The events that wrangler prints one after the other, each over several lines. */
export async function* eventsIn(lines: AsyncIterable<string>): AsyncGenerator<unknown> {
  let text: string[] = [];
  for await (const line of lines) {
    if (line === "{") text = []; // what stood before it was no event
    text.push(line);
    if (line !== "}") continue;
    yield JSON.parse(text.join("\n"));
    text = [];
  }
}

// What needs no word of ours: it went well, or the visitor went away.
const usual: readonly string[] = ["ok", "canceled"];

/** What one event says: the lines that the Worker logged, and how it ended where that was badly. */
export function linesOfTail(event: unknown): Line[] {
  const { outcome = "ok", eventTimestamp, logs = [] } = event as Event;
  const said = logs.flatMap(({ message = [] }) => {
    const line = readLine(String(message[0] ?? ""));
    return line ? [line] : [];
  });
  if (usual.includes(outcome)) return said;
  // Out of time or memory it says nothing itself; Cloudflare does.
  const ts = new Date(eventTimestamp ?? Date.now()).toISOString();
  return [...said, { ts, level: "error", event: "worker.ended", outcome }];
}
