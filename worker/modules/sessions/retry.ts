import { Problem } from "#worker/lib/problem.ts";

/** How many seconds a form that is shown again asks to wait. */
export type Wait = { seconds: number };

/** Turns a limit that was reached into an error beside a field, so that the form stays. */
export async function atField<T>(field: string, wait: Wait, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "too_many") throw error;
    wait.seconds = error.retryAfter ?? 0;
    const fields = { [field]: error.code };
    throw new Problem(429, error.code, { fields, retryAfter: wait.seconds });
  }
}
