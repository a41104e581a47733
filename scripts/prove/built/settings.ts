import { randomBytes } from "node:crypto";

/**
 * Settings of production with which nobody outside of this machine is ever called, as arguments of
 * `setup:env`: where mail would go nothing listens, and no register is asked.
 */
export function settingsHere(more: Record<string, string> = {}): string[] {
  const all = {
    ...{ MAIL_TRANSPORT: "http", MAIL_HTTP_KEY: randomBytes(24).toString("hex") },
    MAIL_HTTP_URL: "https://127.0.0.2:9",
    ...{ BRREG_URL: "", AUTOSYS_URL: "", HIBP_URL: "" },
    ...more,
  };
  return Object.entries(all).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
}
