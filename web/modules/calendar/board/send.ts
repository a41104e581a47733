/** What bookings' API answered: nothing when it was done, else why not. */
export type Refused = {
  /** One sentence each. */
  lines: readonly string[];
  code: string;
};
export type Answer<T> = { done: T; refused?: never } | { done?: never; refused: Refused };

/** Sends a change to bookings' API. */
export async function send<T>(
  method: "POST" | "PUT",
  path: string,
  { body, headers, lost }: { body: object; headers: Record<string, string>; lost: string },
): Promise<Answer<T>> {
  try {
    const answer = await fetch(`/api/v1/bookings${path}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as T & { detail?: string; code?: string };
    if (answer.ok) return { done: said };
    return { refused: { lines: (said.detail ?? lost).split("\n"), code: said.code ?? "" } };
  } catch {
    return { refused: { lines: [lost], code: "lost" } };
  }
}
