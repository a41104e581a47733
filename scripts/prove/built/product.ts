import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { freePorts } from "../../simulators/free_port.ts";

/** `npm run serve`, running: the door, and below it the product and its workerd. */
export type Product = {
  url: string;
  /** Ends one of them as a crash would, and waits until it is gone. */
  kill: (what: "workerd" | "product") => Promise<void>;
  /** How long it takes until it is ready, from now on. */
  ready: (most: number) => Promise<number>;
  /** Ends it as an operator does. */
  stop: () => Promise<void>;
};

type Where = { build: string; data: string; file: string; cwd?: string };

/** Starts what was built, and waits until it answers. */
export async function openProduct({ build, data, file, cwd }: Where): Promise<Product> {
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const door = spawn(
    "node",
    [
      ...["scripts/production/serve.ts", "--port", String(port), "--build", build],
      ...["--data", data, "--file", file],
    ],
    { stdio: ["ignore", "pipe", "pipe"], ...(cwd && { cwd }) },
  );
  let said = "";
  for (const stream of [door.stdout, door.stderr]) stream.on("data", (bytes) => (said += bytes));
  const stop = async () => {
    if (door.exitCode !== null || door.signalCode !== null) return;
    const gone = new Promise((done) => door.once("exit", done));
    door.kill("SIGTERM");
    await gone;
  };
  const ready = (most: number) => until(most, async () => (await fetch(`${url}/readyz`)).ok);
  const product = { url, ready, stop, kill: (what: Below) => kill(door, what) };
  try {
    await ready(60_000);
  } catch (error) {
    await stop();
    throw new Error(`The product did not start\n${said}`, { cause: error });
  }
  return product;
}

type Below = "workerd" | "product";

async function kill(door: ChildProcess, what: Below): Promise<void> {
  const [product = 0] = childrenOf(door.pid ?? 0);
  const [workerd = 0] = childrenOf(product, "workerd");
  const pid = what === "workerd" ? workerd : product;
  if (!pid || !workerd) throw new Error(`There is no ${what} to kill`);
  process.kill(pid, "SIGKILL");
  await until(10_000, () => !isThere(pid) && (what === "workerd" || !isThere(workerd)));
}

/** The processes that one has started, by name where there may be others. */
function childrenOf(pid: number, name = ""): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" });
  return [...lines.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)]
    .filter(([, , parent, comm = ""]) => Number(parent) === pid && comm.includes(name))
    .map(([, child]) => Number(child));
}

/** A process that has ended and is not yet taken note of is gone as well. */
function isThere(pid: number): boolean {
  try {
    const state = execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
    return !state.trim().startsWith("Z");
  } catch {
    return false;
  }
}

/** Asks again and again until it holds; answers with the milliseconds it took. */
async function until(most: number, holds: () => Promise<boolean> | boolean): Promise<number> {
  const began = performance.now();
  for (;;) {
    if (await Promise.resolve(holds()).catch(() => false)) return performance.now() - began;
    if (performance.now() - began > most) throw new Error(`Not within ${most} ms`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
