import { describe, expect, test } from "vitest";
import { expectAccessible, hasBrowser, page } from "./browser.ts";

describe.skipIf(!hasBrowser)("what looks at accessibility", () => {
  test("sees a picture without words and a text too pale, on a page it has passed before", async () => {
    const opened = await page();
    await opened.goto("/sign-in");
    await expectAccessible(opened);
    await expectAccessible(opened, "colour");
    await opened.evaluate(() => {
      const text = document.createElement("p");
      text.append("Pale");
      Object.assign(text.style, { color: "#999", background: "#888" });
      const main = document.querySelector("main");
      for (const one of [document.createElement("img"), text]) main?.appendChild(one);
    });
    const told = (id: string) => ({
      actual: expect.arrayContaining([expect.objectContaining({ id })]),
    });
    await expect(expectAccessible(opened)).rejects.toMatchObject(told("image-alt"));
    await expect(expectAccessible(opened, "colour")).rejects.toMatchObject(told("color-contrast"));
  });
});
