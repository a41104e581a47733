import { expect, test } from "vitest";
import { securityHeaders } from "#worker/lib/headers.ts";
import { mayKeep, READER } from "#worker/lib/reader.ts";
import { as, send } from "#worker/test/harness.ts";

const readerOn = async (response: Response | Promise<Response>) =>
  (await response).headers.get(READER);

test("GET /manifest.webmanifest names the app in the reader's language, with icons that are there", async () => {
  const response = await send("GET", "/manifest.webmanifest", {
    headers: { "accept-language": "en" },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^application\/manifest\+json/);
  const manifest = await response.json<{ icons: { src: string; sizes: string }[] }>();
  expect(manifest).toMatchObject({ lang: "en", start_url: "/", scope: "/", display: "standalone" });
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(["any", "192x192", "512x512"]);
  for (const { src } of manifest.icons) expect(src).toMatch(/^\/assets\/icon[\w-]*\.(svg|png)$/);
});

test("GET /sw.js is a script of the top, with every header and never kept", async () => {
  const response = await send("GET", "/sw.js");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/javascript/);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("content-security-policy")).toBe(
    securityHeaders["Content-Security-Policy"],
  );
  const script = await response.text();
  expect(script).toContain(READER);
  expect(script).not.toMatch(/\b(import|export)\b/); // a classic script has neither
});

test("a reader is a student or a guardian in one school, and the same one every time", async () => {
  const [student, guardian] = [await as("student", "off1"), await as("guardian", "off1")];
  const hers = await readerOn(student.get("/"));
  expect(hers).toMatch(/^[\w-]{22}$/);
  expect(await readerOn(student.get("/me/bookings"))).toBe(hers);
  expect(await readerOn(guardian.get("/"))).not.toBe(hers);
  expect(hers).not.toContain(student.userId);
});

test.each(["owner", "office", "instructor", "academic_leader"] as const)(
  "%s is no reader, nor is a student who is that too",
  async (role) => {
    const [staff, both] = [await as(role, "off2"), await as(["student", role], "off2")];
    for (const who of [staff, both]) {
      const response = await who.get("/");
      expect(response.status).toBe(200);
      expect(response.headers.get(READER)).toBeNull();
      expect(await response.text()).not.toContain('id="offline"');
    }
  },
);

test("nobody is no reader", async () => {
  for (const path of ["/", "/sign-in"]) expect(await readerOn(send("GET", path))).toBeNull();
});

test("only her own pages carry what a kept page says", async () => {
  const student = await as("student", "off3");
  const html = async (path: string) => (await student.get(path)).text();
  for (const path of ["/", "/me/bookings"])
    expect(await html(path)).toContain('<section id="offline" hidden');
  expect(await html("/account")).not.toContain('id="offline"');
});

test.each([
  ["/", true],
  ["/me", true],
  ["/me/bookings", true],
  ["/messages", false],
  ["/members", false],
  ["/account", false],
  ["/step-up", false],
])("mayKeep(%s) is %s", (path, may) => expect(mayKeep(path)).toBe(may));
