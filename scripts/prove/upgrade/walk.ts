import { linksIn, shape } from "../../serve/links.ts";

const MOST = 80;

/** Opens every page that somebody meets from the first one on, one of each shape. */
export async function walk(
  url: string,
  cookie: string,
): Promise<{ pages: number; dead: string[] }> {
  const seen = new Set<string>();
  const dead: string[] = [];
  const ahead = ["/"];
  for (let next = ahead.shift(); next && seen.size < MOST; next = ahead.shift()) {
    if (seen.has(shape(next))) continue;
    seen.add(shape(next));
    const answer = await fetch(url + next, { headers: { cookie } });
    if (answer.status >= 400) dead.push(`${answer.status} ${next}`);
    const html = answer.headers.get("content-type")?.startsWith("text/html");
    const text = await answer.text();
    if (!html) continue;
    for (const { pathname, search } of linksIn(text, url + next))
      if (!/export/.test(pathname)) ahead.push(pathname + search);
  }
  return { pages: seen.size, dead };
}
