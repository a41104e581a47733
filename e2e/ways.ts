import type { Page } from "playwright-core";
import type { Who } from "./people.ts";

/** A page of the product as somebody sees it; `:id` and the like are found by following a link. */
export type Template = {
  route: string;
  who?: Who;
  /** How to get there; the route itself when it has no parameter. */
  go?: (page: Page) => Promise<unknown>;
};

export const id = "[0-9a-f-]{36}";

export const at = (path: string) => (page: Page) => page.goto(path);

/** Opens a list, follows its first link that looks so, and goes on from there. */
export const under = (list: string, link: RegExp, rest: string) => async (page: Page) => {
  await page.goto(list);
  const links = await page
    .locator("main a[href]")
    .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  const found = links.find((href) => link.test(href));
  if (!found) throw new Error(`${list} has no link such as ${link}`);
  return page.goto(found + rest);
};
