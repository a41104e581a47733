import type { Grant } from "#worker/lib/grants.ts";

/** Who may say from where people come. */
export const addressPolicy: Record<string, Grant | "open"> = {
  "GET /addresses": "addresses:manage",
  "POST /addresses/ranges": "addresses:manage",
  "POST /addresses/ranges/:id/removal": "addresses:manage",
  "POST /addresses/blocks": "addresses:manage",
  "POST /addresses/blocks/:id/removal": "addresses:manage",
  "GET /addresses/opening": "account:own",
  "POST /addresses/opening": "account:own",
  "GET /platform/schools/:id/opening": "platform:schools",
  "POST /platform/schools/:id/opening": "platform:schools",
};
