/** What a simulator is asked. Header names are in lower case. */
export type Ask = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  body: string;
};

/** What it answers. `silence` keeps the line open and says nothing, as a service that hangs does. */
export type Answer =
  | { status: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | "silence";

export type Simulator = (ask: Ask) => Answer;
