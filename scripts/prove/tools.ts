import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { command, skip, type Tally } from "../gates/part.ts";

/** Tools that only a proof needs: not in package.json, so that no install and no audit carries them. */
const wanted = {
  observatory: ["@mdn/mdn-http-observatory@1.4.8"],
  lighthouse: ["lighthouse@13.5.0", "chrome-launcher@1.2.1"],
} as const;

/** The folder of a tool under .tools, installed without running any of its scripts. */
export async function tool(name: keyof typeof wanted): Promise<string | Tally> {
  const place = `.tools/${name}`;
  const ready = `${place}/installed.json`;
  const packages = wanted[name];
  if (existsSync(ready)) return place;
  mkdirSync(place, { recursive: true });
  writeFileSync(`${place}/package.json`, '{ "private": true, "type": "module" }\n');
  const line = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", ...packages];
  const { code, output } = await command(line, { cwd: place, minutes: 5 });
  if (code !== 0) return skip(`${packages[0]} cannot be installed: ${output.trim().slice(-200)}`);
  writeFileSync(ready, JSON.stringify(packages));
  return place;
}

/** Whether the system has a command; `npm run setup:tools` installs those of Debian. */
export async function has(name: string): Promise<boolean> {
  const { code } = await command(["sh", "-c", `command -v ${name}`]);
  return code === 0;
}
