import { describe, expect, test } from "vitest";
import {
  expectAccessible,
  expectFits,
  expectSound,
  hasBrowser,
  type Look,
  page,
  shot,
} from "./browser.ts";

const looks: Look[] = (["nb", "en"] as const).flatMap((locale) =>
  (["light", "dark"] as const).map((scheme) => ({ locale, scheme })),
);

describe.skipIf(!hasBrowser).each(looks)("in $locale, $scheme", (look) => {
  test("/dev/kit", async () => {
    for (const width of [390, 1280] as const) {
      const opened = await page({ ...look, width });
      const answer = await opened.goto("/dev/kit");
      expect(answer?.status()).toBe(200);
      await expectAccessible(opened);
      await expectFits(opened);
      await shot(opened, `kit-${look.locale}-${look.scheme}-${width}`);
      expectSound(opened);
      await opened.close();
    }
  });
});
