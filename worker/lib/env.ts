import type { MetricsShard } from "#worker/objects/metrics_shard.ts";
import type { RateLimiter } from "#worker/objects/rate_limiter.ts";
import type { SchoolLive } from "#worker/objects/school_live.ts";
import type { SecurityMonitor } from "#worker/objects/security_monitor.ts";
import type { UserSessions } from "#worker/objects/user_sessions.ts";
import type { Ctx } from "./ctx.ts";
import type { ServiceState } from "./service.ts";
import type { Claim, Session } from "./session.ts";
import type { Settings } from "./settings/settings.ts";

/** What wrangler.toml and the secrets give the worker. PRODUCTION_SETUP.md explains each. */
export type Bindings = Settings & {
  DB: D1Database;
  ASSETS: Fetcher;
  SESSIONS: DurableObjectNamespace<UserSessions>;
  LIMITS: DurableObjectNamespace<RateLimiter>;
  LIVE: DurableObjectNamespace<SchoolLive>;
  METRICS: DurableObjectNamespace<MetricsShard>;
  SECURITY: DurableObjectNamespace<SecurityMonitor>;
  /** Which upload this is; made by Cloudflare. */
  VERSION?: WorkerVersionMetadata;
  QUEUE: Queue<Job>;
  EMAIL: SendEmail;
  /** Backups, and what must be known outside of the database. */
  BACKUPS: R2Bucket;
  /** The Worker that makes PDFs. */
  DOCUMENTS: Fetcher;
  /** Moves the clock of a local run; ignored, and cut from the bundle, everywhere else. */
  TEST_NOW?: string;
  /** `none` where objects can be in one place only: `npm run serve` sets it, and nobody else. */
  JURISDICTION?: string;
};

/** What the queue carries: where to look, never what is found there. */
export type Job =
  | { kind: "outbox"; schoolId: string; id: string }
  | { kind: "import"; schoolId: string; id: string }
  | { kind: "audit_check"; schoolId: string; id: string }
  | { kind: "backup"; schoolId: string; id: string };

export type Env = {
  Bindings: Bindings;
  /** `session` and `ctx` are missing on open routes and when middleware fails before them. */
  Variables: {
    requestId: string;
    now: string;
    session?: Session;
    claim?: Claim;
    /** How the service is set; missing where no page is made. */
    service?: ServiceState;
    ctx: Ctx;
    /** The posted form was made for a session that is over, or that never was. */
    lapsed?: true;
  };
};
