import { spawn } from "node:child_process";
import type { Values } from "./values.ts";

const WRANGLER = "node_modules/wrangler/bin/wrangler.js";

/** Gives the secrets to Cloudflare through wrangler's standard input, where no process list shows them. */
export async function giveSecrets(secrets: Values, config: string): Promise<void> {
  const child = spawn(process.execPath, [WRANGLER, "secret", "bulk", "--config", config], {
    stdio: ["pipe", "inherit", "inherit"],
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" },
  });
  child.stdin.end(JSON.stringify(secrets));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  if (code !== 0) throw new Error("Cloudflare did not take the secrets: see above");
}
