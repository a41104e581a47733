import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";

/** How a release goes out: the shares, how long each is watched, and what stops it. */
export const DeploySettings = z.strictObject({
  /** One after the other; the last must be 100. */
  shares: z
    .array(z.strictObject({ share: z.int().min(1).max(100), seconds: z.number().positive() }))
    .refine((steps) => steps.at(-1)?.share === 100, "the last share must be 100")
    .default([
      { share: 10, seconds: 300 },
      { share: 50, seconds: 600 },
      { share: 100, seconds: 1800 },
    ]),
  gates: z
    .strictObject({
      /** The most of the new version's answers that may be 5xx, as a share of 1. */
      errors: z.number().default(0.005),
      /** ... and as a multiple of the old version's share. */
      errorsToOld: z.number().default(2),
      /** p95 at most this multiple of the old version's, or so many milliseconds more. */
      slower: z.number().default(1.25),
      slowerMs: z.number().default(100),
      /** Times are compared from this many answers on each side. */
      samples: z.int().default(200),
      readiness: z.int().default(90),
      /** So many 5xx at ten times the rate that is allowed end a step before its time. */
      hasty: z.int().default(5),
    })
    .prefault({}),
  pollSeconds: z.number().positive().default(10),
  /** A lock older than this is one that somebody left behind. */
  staleMinutes: z.number().positive().default(120),
  /** Asked of the new version while nobody else gets it; each must answer 200. */
  smoke: z
    .array(z.string())
    .default(["/healthz", "/sign-in", "/forgot", "/.well-known/security.txt"]),
});

export type DeploySettings = z.infer<typeof DeploySettings>;
export type Gates = DeploySettings["gates"];

/** Reads the operator's own, `deploy.json`; what it does not say is as above. */
export function readSettings(path: string): DeploySettings {
  return DeploySettings.parse(existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {});
}
