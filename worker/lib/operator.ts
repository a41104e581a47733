import { sameText } from "./keys.ts";

const SHORTEST = 32;

/** Whether a request carries the operator's key. Without one that is set and long, nobody does. */
export function isOperator(key: string | undefined, authorization: string | undefined): boolean {
  const [, given = ""] = /^Bearer (\S+)$/i.exec(authorization ?? "") ?? [];
  return key !== undefined && key.length >= SHORTEST && sameText(given, key);
}
