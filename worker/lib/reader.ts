import { currentKey, macOf } from "./keys.ts";
import type { Session } from "./session.ts";

/** The header by which a browser that keeps pages knows whose they are. */
export const READER = "TMS-Reader";

/** Who keeps her own pages: staff look at other people's, which never stay in a browser. */
const own: readonly string[] = ["student", "guardian"];

/**
 * A name for somebody whose pages her browser may keep, in this school; undefined for everybody
 * else. It says nothing of who she is, and another person or school has another.
 */
export function readerOf(keys: string, session: Session | undefined): string | undefined {
  if (session?.stage !== "full" || session.visit || session.roles.length === 0) return undefined;
  if (!session.roles.every((role) => own.includes(role))) return undefined;
  const key = currentKey(keys, "reader");
  return macOf(key, `${session.userId} ${session.schoolId}`).slice(0, 22);
}

/** What may be kept: her front page and her own pages, and nothing with a secret in it. */
export const mayKeep = (path: string) => path === "/" || /^\/me(?:\/|$)/.test(path);
