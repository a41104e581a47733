import * as z from "zod";
import {
  faultOfAddress,
  faultOfContact,
  faultOfCount,
  faultOfMailServer,
  faultOfOrigin,
  faultOfSender,
  oneOf,
  orNothing,
  ruled,
} from "./rules.ts";
import { faultOfGiven, faultOfRing, faultOfToken } from "./strength.ts";

/** What is known of a setting beside its rule; PRODUCTION_SETUP.md is made of it. */
export type About = {
  group: "The service" | "Keys" | "Mail" | "SMS" | "Registers" | "Operations" | "Tests";
  /** A secret is never written into wrangler.toml, a log or an answer. */
  secret?: true;
  what: string;
  /** How to get it; for a setting that is no secret, what it usually is. */
  how: string;
  missing: string;
  /** `npm run setup:env` makes it rather than ask. */
  make?: "ring" | "token";
};

/**
 * Every variable and secret of the worker, described once. What the worker accepts, what
 * `npm run setup:env` asks and what PRODUCTION_SETUP.md tells all come from here.
 */
export const settings = z.object({
  ENVIRONMENT: oneOf("local", "staging", "production").meta({
    group: "The service",
    what: "`production`, or `staging` before it; `local` on a developer's machine alone",
    how: "`production`",
    missing: "any value but `local` counts as production, and it is not ready",
  } satisfies About),
  ORIGIN: ruled(faultOfOrigin).meta({
    group: "The service",
    what: "the public address, without a slash at the end",
    how: "`https://` and your domain",
    missing: "not ready; mail with links waits, and the log says why",
  } satisfies About),
  SECURITY_CONTACT: orNothing(faultOfContact).meta({
    group: "The service",
    what: "who reads of weaknesses: `mailto:` and an address, or an https page. It stands in `/.well-known/security.txt`",
    how: "an address that somebody reads",
    missing: "there is no `security.txt`",
  } satisfies About),
  READ_REPLICAS: oneOf("no", "yes")
    .optional()
    .meta({
      group: "The service",
      what: "`yes` reads pages from D1's copies, where the database has any: `docs/decisions/031`",
      how: "`no`",
      missing: "as `no`: everything is read from the primary",
    } satisfies About),
  KEYS: ruled(faultOfRing).meta({
    group: "Keys",
    secret: true,
    what: "the key ring, `k1:<base64 of 32 bytes>`; every other key is derived from it",
    how: "made by `npm run setup:env`",
    missing: "not ready, and every page says so",
    make: "ring",
  } satisfies About),
  MAIL_TRANSPORT: oneOf("binding", "smtp", "http").meta({
    group: "Mail",
    what: "`binding` (Cloudflare's Email Service), `smtp` or `http`",
    how: "`binding`",
    missing: "not ready; mail waits",
  } satisfies About),
  MAIL_FROM: ruled(faultOfSender).meta({
    group: "Mail",
    what: "`TMS <tms@your.domain>`, an address the transport may send from",
    how: "an address of your domain",
    missing: "not ready; mail waits",
  } satisfies About),
  MAIL_HTTP_URL: orNothing(faultOfAddress).meta({
    group: "Mail",
    what: "base of the provider's API, https; `POST {base}/emails` is called (Resend's shape)",
    how: "`https://api.resend.com`",
    missing: "only for `http`: not ready without it",
  } satisfies About),
  MAIL_HTTP_KEY: ruled(faultOfGiven)
    .optional()
    .meta({
      group: "Mail",
      secret: true,
      what: "bearer key of the mail provider",
      how: "from the provider",
      missing: "only for `http`: not ready without it",
    } satisfies About),
  SMTP_URL: ruled(faultOfMailServer)
    .optional()
    .meta({
      group: "Mail",
      secret: true,
      what: "`smtps://user:password@host:465` (TLS) or `smtp://user:password@host:587` (STARTTLS; without it nothing is sent). Special characters in the password are percent-encoded",
      how: "from the mail server's owner",
      missing: "only for `smtp`: not ready without it",
    } satisfies About),
  SMS_URL: orNothing(faultOfAddress).meta({
    group: "SMS",
    what: "base of an SMS gateway's API, https; `POST {base}/messages` is called with `from`, `to` (E.164), `text` and `reference` as JSON, and an answer of 2xx means that it is taken",
    how: "from the gateway; empty sends no SMS",
    missing: "everybody is reminded by mail",
  } satisfies About),
  SMS_FROM: z.string().meta({
    group: "SMS",
    what: "the sender where a school has set none: a name of up to eleven letters and digits, or a number that the gateway lets you use",
    how: "`TMS`",
    missing: "the gateway refuses, and the log says why",
  } satisfies About),
  SMS_KEY: ruled(faultOfGiven)
    .optional()
    .meta({
      group: "SMS",
      secret: true,
      what: "what stands in the gateway's `Authorization` header, with its kind: `Bearer <key>`, or `Basic <base64 of user:password>`",
      how: "from the gateway",
      missing: "with `SMS_URL` set: not ready. SMS waits, and the log says why",
    } satisfies About),
  BRREG_URL: orNothing(faultOfAddress).meta({
    group: "Registers",
    what: "the register of companies",
    how: "`https://data.brreg.no`",
    missing: "look-up of companies says that it is out of reach",
  } satisfies About),
  AUTOSYS_URL: orNothing(faultOfAddress).meta({
    group: "Registers",
    what: "Statens vegvesen's vehicle data",
    how: "`https://akfell-datautlevering.atlas.vegvesen.no`",
    missing: "look-up of vehicles says that it is out of reach",
  } satisfies About),
  AUTOSYS_KEY: ruled(faultOfGiven)
    .optional()
    .meta({
      group: "Registers",
      secret: true,
      what: "API key of Statens vegvesen's vehicle data",
      how: "from Statens vegvesen",
      missing: "look-up by plate is off",
    } satisfies About),
  HIBP_URL: orNothing(faultOfAddress).meta({
    group: "Registers",
    what: "a new password is refused when it is known to have leaked. It is told the first five digits of a hash, never a password. Empty asks nobody",
    how: "`https://api.pwnedpasswords.com`",
    missing:
      "nobody is asked; where it does not answer, the log says `breached_passwords.unknown` and nobody is held up",
  } satisfies About),
  OPERATOR_KEY: ruled(faultOfToken)
    .optional()
    .meta({
      group: "Operations",
      secret: true,
      what: "the operator's bearer token: with it `/readyz` tells its score and what fails, and `production:backup` makes a backup",
      how: "made by `npm run setup:env`",
      missing: "not ready; `npm run health` sees the status alone",
      make: "token",
    } satisfies About),
  BACKUP_DAYS: orNothing(faultOfCount).meta({
    group: "Operations",
    what: "how many days a nightly backup is kept",
    how: "`35`",
    missing: "35 days",
  } satisfies About),
  BACKUP_MONTHS: orNothing(faultOfCount).meta({
    group: "Operations",
    what: "how many months a monthly backup is kept",
    how: "`12`",
    missing: "12 months",
  } satisfies About),
  METRICS_KEY: ruled(faultOfToken)
    .optional()
    .meta({
      group: "Operations",
      secret: true,
      what: "the bearer token that Prometheus shows at `/metrics`",
      how: "made by `npm run setup:env`",
      missing: "`/metrics` is not there (404)",
      make: "token",
    } satisfies About),
  LOG_LEVEL: oneOf("debug", "info", "warn", "error", "off")
    .optional()
    .meta({
      group: "Operations",
      what: "from which level on the log is written: `info` has a line for each request, `debug` also for those of machines, `off` none",
      how: "`info`",
      missing: "as `info`",
    } satisfies About),
  SYNTHETIC_IDS: oneOf("no", "yes").meta({
    group: "Tests",
    what: "`yes` accepts synthetic national ids (month + 80), which only test systems have",
    how: "`no`",
    missing: "not ready; none are accepted",
  } satisfies About),
});

export type Settings = z.infer<typeof settings>;
export type SettingName = keyof Settings;

export const settingNames = Object.keys(settings.shape) as SettingName[];

/** What is known of a setting. */
export const aboutOf = (name: SettingName): About => settings.shape[name].meta() as About;
