import type { RateLimiter } from "#worker/objects/rate_limiter.ts";
import type { SchoolLive } from "#worker/objects/school_live.ts";
import type { UserSessions } from "#worker/objects/user_sessions.ts";
import type { Ctx } from "./ctx.ts";
import type { Claim, Session } from "./session.ts";

/** What wrangler.toml and the secrets give the worker. PRODUCTION_SETUP.md explains each. */
export type Bindings = {
  DB: D1Database;
  ASSETS: Fetcher;
  SESSIONS: DurableObjectNamespace<UserSessions>;
  LIMITS: DurableObjectNamespace<RateLimiter>;
  LIVE: DurableObjectNamespace<SchoolLive>;
  QUEUE: Queue<Job>;
  EMAIL: SendEmail;
  /** The Worker that makes PDFs. */
  DOCUMENTS: Fetcher;
  /** `local` on a developer's machine and in tests; anything else is treated as production. */
  ENVIRONMENT: string;
  /** The public address, such as `https://tms.example.no`; empty means "that of the request". */
  ORIGIN: string;
  /** `k2:base64;k1:base64`, newest first. Every other key is derived from these. */
  KEYS: string;
  MAIL_TRANSPORT: string;
  MAIL_FROM: string;
  MAIL_HTTP_URL: string;
  MAIL_HTTP_KEY?: string;
  SMTP_URL?: string;
  /** The gateway of SMS; empty sends none. */
  SMS_URL: string;
  /** What stands in its Authorization header, such as `Bearer abc`. */
  SMS_KEY?: string;
  /** The sender where a school has chosen none. */
  SMS_FROM: string;
  BRREG_URL: string;
  AUTOSYS_URL: string;
  AUTOSYS_KEY?: string;
  /** Where it is asked whether a new password is known to have leaked; empty asks nobody. */
  HIBP_URL: string;
  /** Where to tell of a weakness, `mailto:` or https; empty means that there is no security.txt. */
  SECURITY_CONTACT: string;
  /** `yes` accepts synthetic national ids (month + 80); only test and demo data have them. */
  SYNTHETIC_IDS: string;
  /** Moves the clock of a local run; ignored, and cut from the bundle, everywhere else. */
  TEST_NOW?: string;
};

/** What the queue carries: where to look, never what is found there. */
export type Job =
  | { kind: "outbox"; schoolId: string; id: string }
  | { kind: "import"; schoolId: string; id: string };

export type Env = {
  Bindings: Bindings;
  /** `session` and `ctx` are missing on open routes and when middleware fails before them. */
  Variables: {
    requestId: string;
    now: string;
    session?: Session;
    claim?: Claim;
    ctx: Ctx;
    /** The posted form was made for a session that is over, or that never was. */
    lapsed?: true;
  };
};
