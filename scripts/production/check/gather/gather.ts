import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { command } from "../../../gates/part.ts";
import { secretsIn, varsIn } from "../../env/values.ts";
import { type Asked, type Project, packageOf } from "../project.ts";
import { lookAtBuild } from "./build.ts";
import { askCloudflare } from "./cloudflare.ts";
import { askService } from "./service.ts";

export type Where = {
  config: string;
  /** The file of secrets. */
  file: string;
  /** The folder of the build. */
  build: string;
  /** Where the service runs; its ORIGIN unless something else is said. */
  url?: string | undefined;
  now: string;
};

const folders = "{worker,web,scripts,e2e,bench,docs,ops,migrations,.github,.ci}/**/*";
const texts =
  /\.(tsx?|m?js|json|toml|ya?ml|md|sql|css|html|txt|svg|sh|csv)$|(^|\/)[^.]+$|\.gitignore$|\.npmrc$/;
const made = /^web\/(dist|assets\.gen)/;

/** The project's own texts, without what is made from them. */
export function ownFiles(): Map<string, string> {
  const paths = [...globSync(folders), ...globSync("*"), ".gitignore", ".npmrc"]
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => texts.test(path) && !made.test(path))
    .filter((path) => existsSync(path) && statSync(path).isFile() && statSync(path).size < 2e6);
  return new Map(paths.map((path) => [path, readFileSync(path, "utf8")]));
}

/** The version of each package that lies in node_modules. */
function installedOf(names: readonly string[]): Record<string, string> {
  const found = names.flatMap((name) => {
    const path = `node_modules/${name}/package.json`;
    if (!existsSync(path)) return [];
    const { version } = JSON.parse(readFileSync(path, "utf8")) as { version: string };
    return [[name, version] as const];
  });
  return Object.fromEntries(found);
}

async function compiled(): Promise<Asked<true>> {
  const { code, output } = await command(["tsc", "-p", ".", "--pretty", "false"], { minutes: 5 });
  return code === 0 ? { told: true } : { why: output.trim().split("\n")[0] ?? "tsc fails" };
}

/** Everything that the checks look at: files, settings, the account, the service. */
export async function gather(where: Where): Promise<Project> {
  const files = ownFiles();
  const toml = readFileSync(where.config, "utf8");
  files.set("wrangler.toml", toml);
  const secretFile = existsSync(where.file) ? where.file : undefined;
  const values = {
    ...varsIn(toml),
    ...(secretFile && secretsIn(readFileSync(secretFile, "utf8"))),
  };
  const { dependencies = {} } = packageOf({ files });
  const url = where.url ?? (values.ORIGIN || "http://localhost:8787");
  const [types, build, cloudflare, service] = await Promise.all([
    compiled(),
    lookAtBuild(where.build, dependencies),
    askCloudflare(where.config),
    askService(url, values.OPERATOR_KEY),
  ]);
  return {
    now: where.now,
    node: process.version,
    installed: installedOf([...Object.keys(dependencies), "wrangler"]),
    ...{ files, values, types, build, cloudflare, service },
    secretFileMode: secretFile === undefined ? undefined : statSync(secretFile).mode,
  };
}
