import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { bundle, forget, freshData, serve } from "../scripts/serve/serve.ts";
import { browserHere } from "./chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    url: string;
    mailUrl: string;
    /** Where cookies of people who have signed in are kept for the next test. */
    state: string;
    /** The browser's file; empty when there is none for this machine. */
    browser: string;
    /** Whether every template leaves its pictures in e2e/shots. */
    shots: boolean;
  }
}

/** Serves the product with the demo school, once for all journeys. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await browserHere();
  const persist = await freshData();
  const script = await bundle({ out: `${persist}/bundle` });
  const served = await serve({ script, persist });
  const state = `${persist}/people`;
  const shots = process.env.SHOTS === "yes";
  if (shots) rmSync("e2e/shots", { recursive: true, force: true });
  project.provide("url", served.url);
  project.provide("mailUrl", `${served.simulators.url}/mail`);
  project.provide("state", state);
  project.provide("browser", browser ?? "");
  project.provide("shots", shots);
  return async () => {
    await served.close();
    forget(persist);
  };
}
