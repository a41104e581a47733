import { randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";

/** Where a run on this machine listens, and its simulators beside it. */
export type Ports = { port: number; simulators: number; smtp: number };

/** The simulators take the two ports after the product's own. */
export const portsFrom = (port: number): Ports => ({ port, simulators: port + 1, smtp: port + 2 });

/** The settings that follow from the ports. */
export function localAddresses({ port, simulators, smtp }: Ports): Record<string, string> {
  const simulated = `http://127.0.0.1:${simulators}`;
  return {
    ORIGIN: `http://localhost:${port}`,
    MAIL_HTTP_URL: `${simulated}/mail`,
    SMTP_URL: `smtp://simulated:simulated@127.0.0.1:${smtp}`,
    SMS_URL: `${simulated}/sms`,
    BRREG_URL: `${simulated}/brreg`,
    AUTOSYS_URL: `${simulated}/autosys`,
    HIBP_URL: `${simulated}/hibp`,
  };
}

/**
 * Writes the settings of a local run, with a key of its own; what is there already stays, since
 * the data in the local database was encrypted with it. Says whether it wrote.
 */
export function writeDevVars(path: string, ports: Ports): boolean {
  if (existsSync(path)) return false;
  const vars = {
    ENVIRONMENT: "local",
    KEYS: `k1:${randomBytes(32).toString("base64")}`,
    SYNTHETIC_IDS: "yes",
    MAIL_TRANSPORT: "http",
    MAIL_FROM: "TMS <tms@example.no>",
    MAIL_HTTP_KEY: "simulated",
    SMS_KEY: "Bearer simulated",
    AUTOSYS_KEY: "simulated",
    OPERATOR_KEY: randomBytes(32).toString("base64url"),
    METRICS_KEY: randomBytes(32).toString("base64url"),
    ...localAddresses(ports),
  };
  const lines = Object.entries(vars).map(([name, value]) => `${name}="${value}"`);
  const head =
    "# Settings of this machine, written by npm start. Never in git, never in production.";
  try {
    writeFileSync(path, [head, ...lines, ""].join("\n"), { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false; // somebody was quicker
    throw error;
  }
}
