import type { Page } from "playwright-core";
import { afterAll, describe, expect, inject, test } from "vitest";
import { expectAccessible, expectFits, expectSound, hasBrowser, page, shot } from "./browser.ts";
import { type Who, windowOf } from "./people.ts";
import { type Template, templates } from "./templates.ts";

// What words there are in changes no colour: in the dark, one language is looked at.
const schemesOf = (locale: "nb" | "en") =>
  locale === "nb" || inject("shots") ? (["light", "dark"] as const) : (["light"] as const);

/** Opens every template in that language: sound, accessible in both schemes, fits on a phone. */
export function walkTemplates(locale: "nb" | "en"): void {
  describe.skipIf(!hasBrowser)(`in ${locale}`, () => walks(locale));
}

function walks(locale: "nb" | "en"): void {
  const opened = new Map<Who | "nobody", Page>();

  /** One page for each person, in this language: a template is a walk in it, not a new browser. */
  async function pageOf(who: Who | undefined): Promise<Page> {
    const known = opened.get(who ?? "nobody");
    if (known) return known;
    const made = await page(who ? await windowOf(who, { locale }) : { locale });
    if (who) await speak(made, locale);
    opened.set(who ?? "nobody", made);
    return made;
  }

  // The language belongs to the person, not to the window.
  afterAll(async () => {
    for (const [who, one] of opened) if (who !== "nobody") await speak(one, "nb");
  });

  test.each(templates.map((one) => [`${one.route} as ${one.who ?? "nobody"}`, one] as const))(
    "%s",
    async (_, { who, route, go }: Template) => {
      const one = await pageOf(who);
      await (go ? go(one) : one.goto(route));
      expect(await one.getAttribute("html", "lang")).toBe(locale);
      expect(await one.locator("h1").count()).toBe(1);
      for (const colorScheme of schemesOf(locale)) {
        await one.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await settled(one);
        await expectAccessible(one, colorScheme === "light" ? "all" : "colour");
        await shots(one, `${nameOf(route)}-${who ?? "nobody"}-${locale}-${colorScheme}`);
      }
      await one.setViewportSize(phone);
      await settled(one);
      await expectFits(one);
      await one.setViewportSize(desktop);
      expectSound(one);
    },
  );
}

/**
 * Drawn as it will stay: a change of colours or of width takes the browser a frame or two, and a
 * colour that is inherited moves one level of the page at a time. What never ends is not waited for.
 */
async function settled(one: Page): Promise<void> {
  await one.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const moving = () =>
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    for (let n = 0; n < 50 && (n === 0 || moving().length > 0); n++) {
      await Promise.allSettled(moving().map(({ finished }) => finished));
      await frame();
    }
  });
}

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

/** A picture in each width. */
async function shots(one: Page, name: string): Promise<void> {
  if (!inject("shots")) return;
  await shot(one, `${name}-1280`);
  await one.setViewportSize(phone);
  await shot(one, `${name}-390`);
  await one.setViewportSize(desktop);
}

const nameOf = (route: string) => route.replaceAll(/[^\w]+/g, "-").replace(/^-/, "") || "home";

async function speak(one: Page, locale: "nb" | "en"): Promise<void> {
  await one.goto("/account");
  if ((await one.getAttribute("html", "lang")) === locale) return;
  await one.click(".person-menu summary");
  await one.click("form[action='/language'] button");
  await one.waitForLoadState();
}
