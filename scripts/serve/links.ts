/** Pages that differ in ids, days and numbers only are one page. */
export const shape = (href: string) =>
  href
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id")
    .replace(/\d{4}-\d\d-\d\d/g, ":day")
    .replace(/after=[^&]*/, "after")
    .replace(/\/[A-Z]+\d*\b/, "/:code");

/** Where the links of a page lead within the same site. */
export const linksIn = (html: string, from: string): URL[] =>
  [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)]
    .map(([, href = ""]) => new URL(href.replaceAll("&amp;", "&"), from))
    .filter(({ origin }) => origin === new URL(from).origin);
