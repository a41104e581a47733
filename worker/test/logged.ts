import { vi } from "vitest";

type Line = Record<string, string | number>;

/** Keeps the log's lines of one level from the terminal, and hands them out as what they say. */
export function logged(level: "log" | "warn" | "error" = "error") {
  const spy = vi.spyOn(console, level).mockImplementation(() => undefined);
  return {
    lines: (): Line[] => spy.mock.calls.map(([line]) => JSON.parse(String(line)) as Line),
    /** The same without what is of the moment. */
    said: () =>
      spy.mock.calls.map(([line]) => {
        const { ts: _, request_id: __, level: ___, ...rest } = JSON.parse(String(line)) as Line;
        return rest;
      }),
    text: () => JSON.stringify(spy.mock.calls),
    restore: () => spy.mockRestore(),
  };
}
