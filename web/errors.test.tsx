import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { ErrorPage } from "./errors.tsx";
import { View, type ViewData } from "./ui/view.ts";

function draw(status: number, code: string, path: string, grants: string[] = []): string {
  const view: ViewData = {
    locale: "nb",
    grants,
    token: "token",
    once: "once",
    url: new URL(path, "http://localhost"),
    now: "2026-11-23T08:00:00.000Z",
    today: "2026-11-23",
    person: undefined,
    flash: undefined,
    local: false,
    scheme: "auto",
    head: { title: "", islands: new Set<string>() },
  };
  const problem = { status, code, fields: {}, reasons: [], instance: "r1" };
  return render(
    <View.Provider value={view}>
      <ErrorPage problem={problem} />
    </View.Provider>,
  );
}

test.each([
  [404, "not_found"],
  [403, "forbidden"],
])("a %i offers the front page and no second try", (status, code) => {
  const html = draw(status, code, "/students/7?tab=x");
  expect(html).toContain('href="/"');
  expect(html).not.toContain("Prøv igjen");
});

test.each([
  [500, "unexpected"],
  [403, "csrf"],
])("a %i %s can be tried again at the same address", (status, code) => {
  const html = draw(status, code, "/students?q=emma");
  expect(html).toContain('href="/students?q=emma"');
  expect(html).toContain("Prøv igjen");
});

test("an address with a filter that is no longer one leads to the page without it", () => {
  const html = draw(422, "invalid", "/students?class=Q");
  expect(html).toContain("Noe i adressen til siden");
  expect(html).toContain('href="/students"');
  expect(html).not.toContain("class=Q");
  expect(draw(422, "invalid", "/students")).toContain("Noe i skjemaet må rettes");
});

test("what is not found leads to the list it would stand in, for those who may see that", () => {
  expect(draw(404, "not_found", "/vehicles/7", ["vehicles:read"])).toContain('href="/vehicles"');
  expect(draw(404, "not_found", "/vehicles/7", ["me:read"])).not.toContain('href="/vehicles"');
  expect(draw(404, "not_found", "/vehicles", ["vehicles:read"])).not.toContain('href="/vehicles"');
  expect(draw(500, "unexpected", "/x/7", ["vehicles:read"])).not.toContain('href="/vehicles"');
});
