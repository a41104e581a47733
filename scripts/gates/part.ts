import { type SpawnOptions, spawn } from "node:child_process";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statfsSync,
} from "node:fs";
import { delimiter, relative, resolve } from "node:path";

/** What a part of a gate found. What cannot run says why and is skipped, never passed. */
export type Tally = { passed: number; failed: number; skipped: number };

export type Part = { name: string; run: () => Promise<Tally> | Tally };

export const passed: Tally = { passed: 1, failed: 0, skipped: 0 };
export const failed: Tally = { passed: 0, failed: 1, skipped: 0 };

/** Says why something could not be tried here. */
export function skip(why: string): Tally {
  console.log(`  skipped: ${why}`);
  return { passed: 0, failed: 0, skipped: 1 };
}

/** One check that lists what is wrong; an empty list passes. */
export function verdict(findings: readonly string[], most = 60): Tally {
  for (const line of findings.slice(0, most)) console.error(`  ${line}`);
  if (findings.length > most) console.error(`  ... and ${findings.length - most} more`);
  return findings.length === 0 ? passed : failed;
}

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((n, t) => n + t.passed, 0),
  failed: tallies.reduce((n, t) => n + t.failed, 0),
  skipped: tallies.reduce((n, t) => n + t.skipped, 0),
});

type Run = {
  env?: Record<string, string>;
  minutes?: number;
  /** Show the output as it comes; otherwise only when the command fails. */
  show?: boolean;
  cwd?: string;
};

export type Ended = { code: number; output: string };

/** Runs a command of node_modules/.bin or of the system, at most so many minutes. */
export function command(line: readonly string[], options: Run = {}): Promise<Ended> {
  const { env = {}, minutes = 10, show = false, cwd = process.cwd() } = options;
  const [file = "", ...args] = line;
  const path = `${resolve("node_modules/.bin")}${delimiter}${process.env.PATH}`;
  const how: SpawnOptions = {
    cwd,
    env: { ...process.env, FORCE_COLOR: "0", ...env, PATH: path },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32", // its own group, so that a late child ends with it
    shell: process.platform === "win32",
  };
  return new Promise((done) => {
    const child = spawn(file, args, how);
    let output = "";
    const take = (bytes: Buffer) => {
      output += bytes;
      if (show) process.stdout.write(bytes);
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    const late = setTimeout(() => {
      take(Buffer.from(`\n"${line.join(" ")}" took longer than ${minutes} minutes\n`));
      stop(child.pid);
    }, minutes * 60_000);
    child.on("error", (error) => take(Buffer.from(`${error.message}\n`)));
    child.on("close", (code) => {
      clearTimeout(late);
      done({ code: code ?? 1, output });
    });
  });
}

/** Ends a process that we started, with its children. */
export function stop(pid: number | undefined, signal: NodeJS.Signals = "SIGKILL"): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    // It had ended by itself.
  }
}

/** A part that is one command: it passes when the command does. */
export function commandPart(name: string, line: readonly string[], options: Run = {}): Part {
  return {
    name,
    run: async () => {
      const { code, output } = await command(line, options);
      if (code !== 0 && !options.show) console.error(output.trimEnd());
      return code === 0 ? passed : failed;
    },
  };
}

const reports = ".wrangler/reports";

/** The files of one vitest project, or some of them under a name of their own. */
type Tests = Run & { only?: readonly string[]; named?: string };

/** A part that is one run of vitest, counted by its own report. */
export function testPart(project: string, options: Tests = {}): Part {
  const { only = [], named = project } = options;
  return {
    name: `${named} tests`,
    run: async () => {
      mkdirSync(reports, { recursive: true });
      const file = `${reports}/${named.replaceAll(" ", "-")}.json`;
      rmSync(file, { force: true });
      const say = ["--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
      const line = ["vitest", "run", "--project", project, ...say, ...only];
      const env = { CI: "1", ...memory(), ...options.env };
      const { code, output } = await command(line, { ...options, env });
      keep(file.replace(/json$/, "log"), output);
      const tally = existsSync(file) ? readReport(readFileSync(file, "utf8")) : failed;
      const wrong = code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
      if (wrong.failed > 0 && !options.show) console.error(output.trimEnd());
      if (wrong.failed > 0) for (const one of failures(file)) console.error(`  failed: ${one}`);
      return wrong;
    },
  };
}

/** Databases of tests live in memory where the machine has room: they are gigabytes of writes. */
function memory(): Record<string, string> {
  const folder = "/dev/shm";
  if (!existsSync(folder)) return {};
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > 6e9 ? { TMPDIR: folder } : {};
}

function keep(path: string, text: string): void {
  createWriteStream(path).end(text);
}

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
};

/** One line for each test that failed, to be read where only the end of a run is kept. */
function failures(file: string): string[] {
  if (!existsSync(file)) return [];
  const { testResults } = JSON.parse(readFileSync(file, "utf8")) as Report;
  const firstLine = (text = "") => text.split("\n", 1)[0]?.slice(0, 200) ?? "";
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const path = relative(process.cwd(), name);
    if (status === "failed" && assertionResults.length === 0)
      return [`${path}: ${firstLine(message)}`];
    return assertionResults
      .filter((one) => one.status === "failed")
      .map((one) => `${path} > ${one.fullName}: ${firstLine(one.failureMessages?.[0])}`);
  });
}

/** Reads vitest's JSON report. A file that could not be loaded counts as one failed test. */
export function readReport(json: string): Tally {
  const report = JSON.parse(json) as Report;
  const unloaded = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
