import type { Grant } from "#worker/lib/grants.ts";

/**
 * Who may use each route, written a second time by hand: a route line that says something else,
 * or that is not here, fails the matrix.
 */
export const policy: Record<string, Grant | "open"> = {
  "GET /api/v1/openapi.json": "open",
  "GET /api/docs": "open",
  "GET /dev/kit": "open",
  "GET /healthz": "open",
  "GET /readyz": "open",
  "GET /robots.txt": "open",
  "POST /csp-report": "open",
  "GET /api/v1/postal-codes/:code": "home:read",
  "GET /api/v1/licence-classes": "home:read",

  "GET /api/v1/school": "schools:read",
  "PUT /api/v1/school": "schools:write",
  "GET /api/v1/school/companies/:orgnr": "schools:write",
  "GET /api/v1/school/classes": "schools:read",
  "PUT /api/v1/school/classes": "schools:write",
  "GET /api/v1/school/settings": "schools:read",
  "GET /api/v1/school/settings/:id": "schools:read",
  "PUT /api/v1/school/settings/:id": "schools:write",
  "GET /api/v1/branches": "schools:read",
  "POST /api/v1/branches": "schools:write",
  "GET /api/v1/branches/:id": "schools:read",
  "PUT /api/v1/branches/:id": "schools:write",
  "PUT /api/v1/branches/:id/closure": "schools:write",
  "DELETE /api/v1/branches/:id/closure": "schools:write",
  "GET /school": "schools:read",
  "GET /school/edit": "schools:write",
  "POST /school": "schools:write",
  "POST /school/look-up": "schools:write",
  "GET /school/classes": "schools:read",
  "POST /school/classes": "schools:write",
  "GET /school/settings": "schools:read",
  "GET /school/settings/:id": "schools:read",
  "POST /school/settings/:id": "schools:write",
  "GET /school/branches": "schools:read",
  "GET /school/branches/new": "schools:write",
  "POST /school/branches": "schools:write",
  "GET /school/branches/:id": "schools:write",
  "POST /school/branches/:id": "schools:write",
  "POST /school/branches/:id/closure": "schools:write",
  "POST /school/branches/:id/reopening": "schools:write",

  "GET /api/v1/platform/schools": "platform:schools",
  "POST /api/v1/platform/schools": "platform:schools",
  "GET /api/v1/platform/schools/:id": "platform:schools",
  "GET /platform/schools": "platform:schools",
  "GET /platform/schools/new": "platform:schools",
  "POST /platform/schools": "platform:schools",
  "POST /platform/schools/look-up": "platform:schools",
  "GET /platform/schools/:id": "platform:schools",

  "GET /api/v1/vehicles": "vehicles:read",
  "POST /api/v1/vehicles": "vehicles:write",
  "GET /api/v1/vehicles/register/:plate": "vehicles:write",
  "GET /api/v1/vehicles/:id": "vehicles:read",
  "PUT /api/v1/vehicles/:id": "vehicles:write",
  "PUT /api/v1/vehicles/:id/retirement": "vehicles:write",
  "DELETE /api/v1/vehicles/:id/retirement": "vehicles:write",
  "GET /vehicles": "vehicles:read",
  "GET /vehicles/new": "vehicles:write",
  "POST /vehicles": "vehicles:write",
  "POST /vehicles/look-up": "vehicles:write",
  "GET /vehicles/:id": "vehicles:read",
  "GET /vehicles/:id/edit": "vehicles:write",
  "POST /vehicles/:id": "vehicles:write",
  "POST /vehicles/:id/look-up": "vehicles:write",
  "POST /vehicles/:id/retirement": "vehicles:write",
  "POST /vehicles/:id/return": "vehicles:write",

  "GET /api/v1/mails": "mail:read",
  "GET /api/v1/mails/:id": "mail:read",
  "GET /mail": "mail:read",
  "GET /mail/:id": "mail:read",
  "POST /mail/:id/sending": "mail:write",
  "GET /dev/mailbox": "open",
  "POST /dev/mailbox": "open",
};

/**
 * What a path's parameters name: a kind of row that the world has, or "=value" for what is the same
 * for everyone.
 */
export const parameters: readonly { path: RegExp; names: Record<string, string> }[] = [
  { path: /\/postal-codes\/:code/, names: { code: "=0150" } },
  { path: /^(\/api\/v1)?\/vehicles\/register\/:plate/, names: { plate: "=AB12345" } },
  { path: /\/school\/companies\/:orgnr/, names: { orgnr: "=800000106" } },
  { path: /\/school\/settings\/:id/, names: { id: "=idle_minutes" } },
  // Whoever founds schools may see each of them.
  { path: /\/platform\/schools\/:id/, names: { id: "=0190aaaa-0000-7000-8000-0000000000ff" } },
  { path: /\/branches\/:id/, names: { id: "branch" } },
  { path: /^(\/api\/v1)?\/mails?\/:id/, names: { id: "mail" } },
  { path: /^(\/api\/v1)?\/vehicles\/:id/, names: { id: "vehicle" } },
];
