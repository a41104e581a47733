import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { command } from "../../gates/part.ts";

/** Runs the real wrangler on one target's settings; throws with what it said when it fails. */
export class Wrangler {
  readonly #config: string;
  constructor(config: string) {
    this.#config = config;
  }

  async run(args: readonly string[]): Promise<string> {
    return (await this.#ended(args)).output;
  }

  /** What wrangler prints as JSON, whatever else it says around it. */
  async json<T>(args: readonly string[]): Promise<T> {
    const { output } = await this.#ended([...args, "--json"]);
    const at = output.search(/^[[{]/m);
    if (at === -1) throw new Error(`wrangler ${args.join(" ")} printed no JSON\n${output}`);
    const end = Math.max(output.lastIndexOf("]"), output.lastIndexOf("}"));
    return JSON.parse(output.slice(at, end + 1)) as T;
  }

  /** One statement on the remote database; answers its rows. */
  async rows<T>(sql: string): Promise<T[]> {
    const args = ["d1", "execute", "DB", "--remote", "--command", sql];
    return (await this.json<{ results: T[] }[]>(args)).at(-1)?.results ?? [];
  }

  /** What wrangler notes for machines beside what it prints. */
  async events(args: readonly string[]): Promise<Record<string, unknown>[]> {
    const folder = mkdtempSync(join(tmpdir(), "tms-wrangler-"));
    const path = join(folder, "events");
    try {
      await this.#ended(args, { WRANGLER_OUTPUT_FILE_PATH: path });
      const lines = existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
      return lines.filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async #ended(args: readonly string[], more: Record<string, string> = {}) {
    const quiet = { WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true", CI: "1" };
    const bin = resolve("node_modules/wrangler/bin/wrangler.js");
    const line = [process.execPath, bin, ...args, "--config", this.#config];
    const ended = await command(line, { env: { ...quiet, ...more }, minutes: 10 });
    if (ended.code !== 0)
      throw new Error(`wrangler ${args.slice(0, 3).join(" ")} failed\n${tail(ended.output)}`);
    return ended;
  }
}

const tail = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.trim() && !/Logs were written to|If you think this is a bug/.test(line))
    .slice(-15)
    .join("\n");

export type Shares = readonly { version_id: string; percentage: number }[];

/** Which versions visitors get now. */
export async function sharesNow(wrangler: Wrangler): Promise<Shares> {
  return (await wrangler.json<{ versions: Shares }>(["deployments", "status"])).versions;
}

/** Shares the visitors out; does nothing when they are shared so already. */
export async function share(wrangler: Wrangler, wanted: Shares, message: string): Promise<void> {
  const specs = wanted.map(({ version_id, percentage }) => `${version_id}@${percentage}%`);
  await wrangler.run(["versions", "deploy", ...specs, "--message", message, "--yes"]);
}
