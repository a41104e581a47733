import { expect, test } from "vitest";
import { hasBrowser, url } from "./browser.ts";
import { type Who, windowOf } from "./people.ts";

const people: readonly Who[] = ["owner", "office", "instructor", "student", "guardian"];
const MOST = 160;

/** Pages that differ in ids, days and numbers only are one page. */
const shape = (href: string) =>
  href
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id")
    .replace(/\d{4}-\d\d-\d\d/g, ":day")
    .replace(/after=[^&]*/, "after")
    .replace(/\/[A-Z]+\d*\b/, "/:code");

const linksIn = (html: string, from: string) =>
  [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)]
    .map(([, href = ""]) => new URL(href.replaceAll("&amp;", "&"), from))
    // Files that leave the house have a limit of their own.
    .filter(({ origin, pathname }) => origin === url && !pathname.endsWith("/export"))
    .map(({ pathname, search }) => pathname + search);

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
      for (const link of linksIn(await answer.text(), url + href))
        ahead.push({ href: link, from: href });
    }
    expect(dead.join("\n")).toBe("");
    expect(seen.size).toBeGreaterThan(10);
  },
);
