import { mkdirSync } from "node:fs";
import axe from "axe-core/axe.min.js";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, expect, inject } from "vitest";
import { browserArgs, browserEnv } from "./chromium.ts";

type Axe = typeof axe;

export const url = inject("url");

/** Whether there is a browser; tests without one are skipped, and say so. */
export const hasBrowser = inject("browser") !== "";

let running: Promise<Browser> | undefined;
const open: BrowserContext[] = [];

function browser(): Promise<Browser> {
  running ??= chromium.launch({
    executablePath: inject("browser"),
    args: browserArgs,
    env: browserEnv(),
  });
  return running;
}

afterAll(async () => {
  for (const context of open.splice(0)) await context.close();
  await (await running)?.close();
  running = undefined;
});

export type Look = {
  js?: boolean;
  locale?: "nb" | "en";
  scheme?: "light" | "dark";
  width?: 390 | 1280;
  /** The cookies of somebody who has signed in before. */
  cookies?: string;
};

/** A window of its own, as somebody would have it who sees the product for the first time. */
export async function window(look: Look = {}): Promise<BrowserContext> {
  const { js = true, locale = "nb", scheme = "light", width = 1280, cookies } = look;
  const context = await (await browser()).newContext({
    baseURL: url,
    javaScriptEnabled: js,
    locale: locale === "nb" ? "nb-NO" : "en-GB",
    colorScheme: scheme,
    timezoneId: "Europe/Oslo",
    viewport: { width, height: width === 390 ? 844 : 900 },
    hasTouch: width === 390,
    isMobile: width === 390,
    ...(cookies && { storageState: cookies }),
  });
  context.setDefaultTimeout(10_000);
  open.push(context);
  return context;
}

const troubles = new WeakMap<Page, string[]>();

/** A page that remembers what went wrong in it. */
export async function page(look: Look | BrowserContext = {}): Promise<Page> {
  const context = "newPage" in look ? look : await window(look);
  const opened = await context.newPage();
  const seen: string[] = [];
  troubles.set(opened, seen);
  opened.on("pageerror", (error) => seen.push(String(error)));
  opened.on("console", (message) => {
    // The browser logs every 4xx document as an error; refusals are part of the journeys.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
      seen.push(message.text());
  });
  opened.on("response", (response) => {
    if (response.status() >= 500) seen.push(`${response.status()} ${response.url()}`);
  });
  return opened;
}

/** Nothing broke in the page since it was last asked: no script error, no refused policy, no 5xx. */
export function expectSound(opened: Page): void {
  expect(troubles.get(opened)?.splice(0) ?? []).toEqual([]);
}

/**
 * No violation of any rule that axe knows; or of its rules on colour alone, where the same page has
 * passed the others in another scheme.
 */
export async function expectAccessible(opened: Page, rules: "all" | "colour" = "all") {
  const given = await opened.evaluate<boolean>("'axe' in window"); // by a look before this one
  if (!given) await opened.evaluate(axe.source);
  const violations = await opened.evaluate(
    async (options) => (await (window as unknown as { axe: Axe }).axe.run(options)).violations,
    {
      resultTypes: ["violations" as const], // of what passes, nothing is told
      ...(rules === "colour" && { runOnly: ["cat.color"] }),
    },
  );
  const told = violations.map(({ id, nodes }) => ({
    id,
    where: nodes.slice(0, 3).map((node) => `${node.target}: ${node.failureSummary}`),
  }));
  expect(told, opened.url()).toEqual([]);
}

/** The page is no wider than the window: a phone must not scroll sideways. */
export async function expectFits(opened: Page): Promise<void> {
  const beyond = await opened.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(beyond, `${opened.url()} is wider than the window`).toBeLessThanOrEqual(0);
}

/** A picture for a person to look at, when asked for: most runs are for the assertions. */
export async function shot(opened: Page, name: string): Promise<void> {
  if (!inject("shots")) return;
  mkdirSync("e2e/shots", { recursive: true });
  await opened.screenshot({ path: `e2e/shots/${name}.png`, fullPage: true });
}
