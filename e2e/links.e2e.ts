import { expect, test } from "vitest";
import { linksIn, shape } from "../scripts/serve/links.ts";
import { hasBrowser, url } from "./browser.ts";
import { type Who, windowOf } from "./people.ts";

const people: readonly Who[] = ["owner", "office", "instructor", "student", "guardian"];
const MOST = 160;

test.skipIf(!hasBrowser).for(people)(
  "every link that the %s meets leads somewhere",
  async (who) => {
    const { request } = await windowOf(who);
    const seen = new Set<string>();
    const dead: string[] = [];
    const ahead = [{ href: "/", from: "/" }];
    for (let next = ahead.shift(); next && seen.size < MOST; next = ahead.shift()) {
      const { href, from } = next;
      if (seen.has(shape(href))) continue;
      seen.add(shape(href));
      const answer = await request.get(url + href, { maxRedirects: 3 });
      if (answer.status() >= 400) dead.push(`${answer.status()} ${href} on ${from}`);
      if (!answer.headers()["content-type"]?.startsWith("text/html")) continue;
      // Files that leave the house have a limit of their own.
      for (const { pathname, search } of linksIn(await answer.text(), url + href))
        if (!pathname.endsWith("/export")) ahead.push({ href: pathname + search, from: href });
    }
    expect(dead.join("\n")).toBe("");
    expect(seen.size).toBeGreaterThan(10);
  },
);
