import file from "./codes.gen.json" with { type: "json" };

const towns: Record<string, string> = file.towns;

/** The day whose register this is, and where it was taken from. */
export const register = { date: file.date, source: file.source };

/** The town of a Norwegian postal code; nothing when the register has no such code. */
export function townOf(code: string | null | undefined): string | undefined {
  return code && Object.hasOwn(towns, code) ? towns[code] : undefined;
}
