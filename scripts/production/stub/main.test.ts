import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";

test("npm run production:stub says how wrangler speaks to it, answers, and ends when asked", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tms-stub-main-"));
  const line = ["scripts/production/stub/main.ts", "--port", "0", "--folder", folder];
  const child = spawn(process.execPath, line, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => child.once("close", done));
  try {
    const env: Record<string, string> = {};
    for await (const said of createInterface({ input: child.stdout })) {
      const [, name = "", value = ""] = /^export (\w+)=(.*)$/.exec(said) ?? [];
      env[name] = value;
      if (name === "WRANGLER_HIDE_BANNER") break; // the last of them
    }
    const { CLOUDFLARE_API_BASE_URL: url, CLOUDFLARE_API_TOKEN: token } = env;
    const headers = { authorization: `Bearer ${token}` };
    const path = `/accounts/${env.CLOUDFLARE_ACCOUNT_ID}/d1/database`;
    const answer = await fetch(`${url}${path}`, { headers });
    expect(await answer.json()).toMatchObject({ success: true, result: [{ name: "tms" }] });
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  } finally {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
