const MOST = 80;

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
    .filter(({ origin, pathname }) => origin === new URL(from).origin && !/export/.test(pathname))
    .map(({ pathname, search }) => pathname + search);

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
    if (html) ahead.push(...linksIn(text, url + next));
  }
  return { pages: seen.size, dead };
}
