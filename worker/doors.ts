import { Hono } from "hono";
import type { Env } from "./lib/env.ts";
import { addressPages, openingPages } from "./modules/addresses/pages.tsx";
import { auditPages } from "./modules/audit/pages.tsx";
import { backupOperator } from "./modules/backups/operator.ts";
import { backupsPages } from "./modules/backups/pages.tsx";
import { operationsApi } from "./modules/operations/api.ts";
import { deadLettersApi } from "./modules/operations/dead_letters/api.ts";
import { deadLettersPages } from "./modules/operations/dead_letters/pages.tsx";
import { operationsPages } from "./modules/operations/pages.tsx";
import { serviceApi } from "./modules/operations/service/api.ts";
import { servicePages } from "./modules/operations/service/pages.tsx";
import { platformApi } from "./modules/platform/api.ts";
import { platformPages } from "./modules/platform/pages.tsx";
import { ownPrivacyPages, privacyPages } from "./modules/privacy/pages.tsx";
import { readsPages } from "./modules/privacy/reads/pages.tsx";
import { alertsPages } from "./modules/security/alerts/pages.tsx";
import { securityApi } from "./modules/security/api.ts";
import { securityPages } from "./modules/security/pages.tsx";
import { rulesPages } from "./modules/security/settings/pages.tsx";
import { askedPages, askingPages, visitsPages } from "./modules/visits/pages.tsx";

/** The doors of those who run a school or the system: who may come in, what went on, how it fares. */
export const operatingDoors = new Hono<Env>()
  .route("/api/v1/platform", platformApi)
  .route("/platform", platformPages)
  .route("/platform/visits", askedPages)
  .route("/platform/schools", askingPages)
  .route("/visits", visitsPages)
  .route("/api/v1/operations/dead-letters", deadLettersApi)
  .route("/api/v1/operations/service", serviceApi)
  .route("/api/v1/operations", operationsApi)
  .route("/operations/dead-letters", deadLettersPages)
  .route("/operations/service", servicePages)
  .route("/operations", operationsPages)
  .route("/platform/schools", openingPages)
  .route("/addresses", addressPages)
  .route("/operations/audit", auditPages)
  .route("/operations/backups", backupsPages)
  .route("/operator/backups", backupOperator)
  .route("/api/v1/security", securityApi)
  .route("/security/rules", rulesPages)
  .route("/security/alerts", alertsPages)
  .route("/security", securityPages)
  .route("/privacy/reads", readsPages)
  .route("/privacy", privacyPages)
  .route("/me/privacy", ownPrivacyPages);
