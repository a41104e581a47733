import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { policy } from "../worker/test/policy.ts";
import {
  expectAccessible,
  expectFits,
  expectSound,
  hasBrowser,
  type Look,
  page,
  shot,
} from "./browser.ts";
import { type Who, windowOf } from "./people.ts";
import { type Template, templates, without } from "./templates.ts";

test("every page of the product has a template here, or a reason why not", () => {
  const pages = Object.keys(policy)
    .filter((name) => name.startsWith("GET /") && !name.startsWith("GET /api/v1/"))
    .map((name) => name.replace("GET ", ""));
  const known = new Set([...templates.map(({ route }) => route), ...Object.keys(without)]);
  expect(pages.filter((path) => !known.has(path))).toEqual([]);
});

const looks = (["nb", "en"] as const).flatMap((locale) =>
  (["light", "dark"] as const).map((scheme) => ({ locale, scheme })),
);

describe.skipIf(!hasBrowser).each(looks)("in $locale, $scheme", (look) => {
  const opened = new Map<Who | "nobody", Page>();

  /** One page for each person, in this language: a template is a walk in it, not a new browser. */
  async function pageOf(who: Who | undefined): Promise<Page> {
    const known = opened.get(who ?? "nobody");
    if (known) return known;
    const made = await page(who ? await windowOf(who, look) : look);
    if (who) await speak(made, look.locale);
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
      await one.setViewportSize({ width: 1280, height: 900 });
      await (go ? go(one) : one.goto(route));
      expect(await one.getAttribute("html", "lang")).toBe(look.locale);
      expect(await one.locator("h1").count()).toBe(1);
      await expectAccessible(one);
      if (look.locale === "nb") {
        const name = `${route.replaceAll(/[^\w]+/g, "-").replace(/^-/, "") || "home"}-${who ?? "nobody"}`;
        await shot(one, `${name}-${look.scheme}-1280`);
        await one.setViewportSize({ width: 390, height: 844 });
        await expectFits(one);
        await shot(one, `${name}-${look.scheme}-390`);
      }
      expectSound(one);
    },
  );
});

async function speak(one: Page, locale: Look["locale"]): Promise<void> {
  await one.goto("/account");
  if ((await one.getAttribute("html", "lang")) === locale) return;
  await one.click(".person-menu summary");
  await one.click("form[action='/language'] button");
  await one.waitForLoadState();
}
