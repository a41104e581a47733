import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import bundled, { inflate } from "@sparticuz/chromium";

const place = resolve(".tools/chromium");

/** The browser that came with npm, unpacked once; or that of CHROMIUM_PATH. */
export async function browserHere(): Promise<string | undefined> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  mkdirSync(place, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = place; // it unpacks itself into the system's temporary folder
  try {
    bundled.setGraphicsMode = false;
    const path = await bundled.executablePath();
    if (!existsSync(`${place}/al2023`) && lacksLibraries(path))
      await inflate(resolve("node_modules/@sparticuz/chromium/bin/al2023.tar.br"));
    return path;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** What the browser's process needs where the system has no libraries or fonts of its own. */
export function browserEnv(): Record<string, string> {
  return {
    ...(process.env as Record<string, string>),
    ...(existsSync(`${place}/al2023/lib`) && { LD_LIBRARY_PATH: `${place}/al2023/lib` }),
    ...(!existsSync("/etc/fonts/fonts.conf") && { FONTCONFIG_PATH: `${place}/fonts` }),
  };
}

/** Its own list of arguments runs one process for all and no web security; this one does not. */
export const browserArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function lacksLibraries(path: string): boolean {
  try {
    return execFileSync("ldd", [path]).toString().includes("not found");
  } catch {
    return true;
  }
}
