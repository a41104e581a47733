import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { command } from "../../gates/part.ts";
import { type Edge, startEdge } from "../../production/edge/edge.ts";

/** A clone of this commit with an account of its own, in which a first release serves visitors. */
export type Place = {
  folder: string;
  edge: Edge;
  env: Record<string, string>;
  run: (line: readonly string[], env?: Record<string, string>) => Promise<string>;
  close: () => Promise<void>;
};

const ORIGIN = "https://tms.drill.internal";
const HOUR = 60;

/** Makes it as PRODUCTION_SETUP.md tells: database, documents Worker, the product, secrets. */
export async function makePlace(deploy: object): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), "tms-drill-"));
  const edge = await startEdge({ folder: join(folder, "account") });
  const clone = join(folder, "clone");
  const { env } = edge.stub;
  const run = async (line: readonly string[], more: Record<string, string> = {}) => {
    const { code, output } = await command(line, {
      ...{ cwd: clone, env: { ...env, ...more }, minutes: HOUR },
    });
    if (code !== 0) throw new Error(`"${line.join(" ")}" failed\n${output}`);
    return output;
  };
  const git = ["git", "-c", "user.name=drill", "-c", "user.email=drill@example.no"];
  await command(["git", "clone", "--quiet", process.cwd(), clone]);
  symlinkSync(resolve("node_modules"), join(clone, "node_modules"));
  writeFileSync(join(clone, "deploy.json"), JSON.stringify(deploy));
  const toml = join(clone, "wrangler.toml");
  writeFileSync(
    toml,
    readFileSync(toml, "utf8")
      .replace(/^ORIGIN = .*$/m, `ORIGIN = "${ORIGIN}"`)
      .replace(/^MAIL_FROM = .*$/m, 'MAIL_FROM = "TMS <tms@drill.internal>"')
      .replace(/^SECURITY_CONTACT = .*$/m, 'SECURITY_CONTACT = "mailto:security@drill.internal"'),
  );
  await run([...git, "add", "-A"]);
  await run([...git, "commit", "--quiet", "-m", "Set the drill up"]);

  const secrets = {
    KEYS: `k1:${randomBytes(32).toString("base64")}`,
    OPERATOR_KEY: randomBytes(32).toString("hex"),
  };
  const file = join(folder, "secrets.json");
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  await run(["wrangler", "d1", "migrations", "apply", "DB", "--remote"]);
  await run(["wrangler", "deploy", "--config", "worker/documents/wrangler.toml"]);
  await run(["wrangler", "deploy", "--minify"]);
  await run(["wrangler", "secret", "bulk", file]);
  return {
    ...{ folder: clone, edge, run },
    env: { ...env, OPERATOR_KEY: secrets.OPERATOR_KEY },
    close: async () => {
      await edge.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
