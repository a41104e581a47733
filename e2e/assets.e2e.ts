import { expect, inject, test } from "vitest";

const url = inject("url");
const ask = (path: string) => fetch(url + path, { redirect: "manual" });

test("every asset of a page may be kept for ever, and what is not there may not be kept at all", async () => {
  const html = await (await ask("/sign-in")).text();
  const paths = new Set(html.match(/\/assets\/[\w.-]+/g));
  expect(paths.size).toBeGreaterThan(1);
  for (const path of paths) {
    const { status, headers } = await ask(path);
    expect([path, status]).toEqual([path, 200]);
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
  for (const path of ["/assets/client-GONE0000.js", "/assets/", "/assets/main.css"]) {
    const { status, headers } = await ask(path);
    expect([path, status]).toEqual([path, 404]);
    expect(headers.get("cache-control")).toBe("no-store");
  }
});

test("/favicon.ico is the icon", async () => {
  const answer = await ask("/favicon.ico");
  expect(answer.status).toBe(303);
  const icon = await ask(answer.headers.get("location") ?? "");
  expect([icon.status, icon.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
});
