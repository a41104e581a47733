import type { Bindings } from "./env.ts";

/**
 * Objects live in the EU. On a developer's machine, and outside Cloudflare (`npm run serve`), there
 * is one place only, and asking for another is an error.
 */
export function inTheEu<T extends Rpc.DurableObjectBranded | undefined>(
  { ENVIRONMENT, JURISDICTION }: Pick<Bindings, "ENVIRONMENT" | "JURISDICTION">,
  objects: DurableObjectNamespace<T>,
): DurableObjectNamespace<T> {
  return ENVIRONMENT === "local" || JURISDICTION === "none" ? objects : objects.jurisdiction("eu");
}
