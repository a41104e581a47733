import { Hono } from "hono";
import assets from "#web/assets.gen.json" with { type: "json" };
import { appWords } from "#web/modules/offline/words.ts";
import { open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { Problem } from "#worker/lib/problem.ts";
import { localeOf } from "#worker/lib/session.ts";

const urls: Record<string, string | undefined> = assets;
const png = (size: number) => ({
  ...{ src: urls[`icon${size}`], sizes: `${size}x${size}`, type: "image/png" },
  purpose: "any maskable",
});

/** What a phone needs to have the product among its apps, and to show it without a network. */
export const offlinePages = new Hono<Env>()
  .get("/manifest.webmanifest", open(), (c) => {
    const lang = localeOf(c);
    const { name, short, about } = appWords[lang];
    const said = { lang, name, short_name: short, description: about };
    const colours = { background_color: "#ffffff", theme_color: "#0b5c63" };
    const icons = [{ src: urls.icon, sizes: "any", type: "image/svg+xml" }, png(192), png(512)];
    const start = { id: "/", start_url: "/", scope: "/", display: "standalone" };
    return c.body(JSON.stringify({ ...said, ...start, ...colours, icons }), 200, {
      "content-type": "application/manifest+json; charset=utf-8",
    });
  })
  // At the top, so that it may stand before every page; what it is made of lies among the assets.
  .get("/sw.js", open(), async (c) => {
    const found = await c.env.ASSETS.fetch(new URL(urls.sw ?? "/", c.req.url));
    if (!found.ok) throw new Problem(404, "not_found");
    return c.body(await found.text(), 200, { "content-type": "text/javascript; charset=utf-8" });
  });
