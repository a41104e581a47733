import type { Values } from "../env/values.ts";
import type { Health } from "../health/ask.ts";

/** What was asked of somebody else: the answer, or why there is none. */
export type Asked<T> = { told: T } | { why: string };

/** Everything the checks look at. They ask nobody themselves, so that a test can break each fact. */
export type Project = {
  now: string;
  /** The version of Node that runs this, and that of each package that is installed. */
  node: string;
  installed: Readonly<Record<string, string>>;
  /** Path to text of the project's own files. */
  files: ReadonlyMap<string, string>;
  /** Settings and secrets together, and who may read the file of secrets (its mode). */
  values: Values;
  secretFileMode: number | undefined;
  types: Asked<true>;
  build: Asked<BuildFacts>;
  cloudflare: {
    databases: Asked<readonly { uuid: string; name: string }[]>;
    /** The newest migration that the database has, and its size in bytes. */
    database: Asked<{ head: string; bytes: number }>;
    bookmark: Asked<string>;
    queues: Asked<readonly string[]>;
    buckets: Asked<readonly string[]>;
    secrets: Asked<readonly string[]>;
  };
  /** The running service, asked as a stranger and as its operator. */
  service: {
    health: Health;
    headers: Asked<Readonly<Record<string, string>>>;
    metricsStatus: Asked<number>;
    securityText: Asked<string>;
  };
};

export type BuildFacts = {
  /** What differs from its own list of sums. */
  changed: readonly string[];
  /** What the bundle must not have in it. */
  findings: readonly string[];
  workerGzip: number;
  assets: readonly { path: string; bytes: number }[];
  missingFromSbom: readonly string[];
  release: { source: string; worker: string };
  /** The commit that the project is at now. */
  source: string;
};

export type Verdict =
  | { status: "pass"; message: string }
  | { status: "warn" | "fail"; message: string; fix: string };

export type Check = {
  /** `group.what`, for machines; never changes. */
  id: `${string}.${string}`;
  /** What it holds, for people. */
  title: string;
  run: (project: Project) => Verdict;
};

export const pass = (message: string): Verdict => ({ status: "pass", message });
export const fail = (message: string, fix: string): Verdict => ({ status: "fail", message, fix });
export const warn = (message: string, fix: string): Verdict => ({ status: "warn", message, fix });

/** Fails with the first few findings; passes when there are none. */
export const none = (findings: readonly string[], message: string, fix: string): Verdict =>
  findings.length === 0
    ? pass(message)
    : fail(findings.slice(0, 5).join("; ") + (findings.length > 5 ? " ..." : ""), fix);

/** Judges an answer; where there is none, that is the failure. */
export const judge = <T>(asked: Asked<T>, fix: string, verdict: (told: T) => Verdict): Verdict =>
  "told" in asked ? verdict(asked.told) : fail(asked.why, fix);

type Files = Pick<Project, "files">;
const text = ({ files }: Files, path: string) => files.get(path) ?? "";
export const configOf = (project: Files) => text(project, "wrangler.toml");
export const packageOf = (project: Files) =>
  JSON.parse(text(project, "package.json") || "{}") as {
    scripts?: Record<string, string>;
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
    allowScripts?: Record<string, boolean>;
  };

/** Every value that a key of wrangler.toml has, in any table of it. */
export const valuesOf = (toml: string, key: string): string[] =>
  [...toml.matchAll(new RegExp(`^${key} = "?([^"\\n]*)"?`, "gm"))].map(([, value = ""]) => value);
