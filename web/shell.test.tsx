import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Shell } from "./shell.tsx";
import SelectAll from "./ui/islands/select_all.tsx";
import { Page } from "./ui/page.tsx";
import { View, type ViewData } from "./ui/view.ts";

const view: ViewData = {
  locale: "nb",
  grants: ["home:read", "students:read", "search:use"],
  token: "token",
  once: "once",
  url: new URL("http://localhost/students/7?x=1"),
  now: "2026-11-23T08:00:00.000Z",
  today: "2026-11-23",
  person: {
    name: "Kari Lunde",
    schoolId: "s1",
    schoolName: "Nordvik",
    schools: [{ id: "s1", name: "Nordvik" }],
    enrolBy: null,
  },
  flash: undefined,
  local: false,
  scheme: "auto",
  head: { title: "", islands: new Set<string>() },
};

function draw(body: VNode, more: Partial<ViewData> = {}): string {
  const shown = { ...view, head: { title: "", islands: new Set<string>() }, ...more };
  const html = render(<View.Provider value={shown}>{body}</View.Provider>);
  return render(<Shell view={shown} html={html} />);
}

const page = <Page title="<Elever>">innhold</Page>;
// The palette is an island of its own, for those who may search.
const noSearch = { grants: ["home:read", "students:read"] };

test("Shell takes its title from the page, escaped", () => {
  expect(draw(page)).toContain("<title>&lt;Elever> · TMS</title>");
});

test("Shell brings no script to a page without an island", () => {
  expect(draw(page, noSearch)).not.toContain("<script");
  expect(draw(page)).toMatch(/data-islands="{&quot;search\/palette&quot;/);
});

test("Shell brings the waker and only the islands of the page", () => {
  const html = draw(<SelectAll label={'"><script>'} />, noSearch);
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).toMatch(/data-islands="{&quot;ui\/select_all&quot;:&quot;\/assets\//);
});

test("Shell does not take typed text for an island", () => {
  const typed = <p title={'<x-island data-name="ui/select_all"'}>{"<x-island"}</p>;
  expect(draw(typed, noSearch)).not.toContain("<script");
});

test("Shell has neither inline scripts nor inline styles", () => {
  expect(draw(page, { flash: "saved" })).not.toMatch(/ style=| on[a-z]+=|<style/);
});

test("Shell shows the menu that the grants allow, and where one is", () => {
  const html = draw(page);
  expect(html).toContain('href="/students" aria-current="page"');
  expect(html).not.toContain('href="/employees"');
  expect(html).toContain('action="/search"');
});

test("Shell offers other schools only to whoever has them", () => {
  expect(draw(page)).not.toContain('action="/session/school"');
  const schools = [
    { id: "s1", name: "Nordvik" },
    { id: "s2", name: "Fjordby" },
  ];
  const person = view.person && { ...view.person, schools };
  expect(draw(page, { person })).toContain('action="/session/school"');
});

test("Shell asks for a second factor until it is set up", () => {
  const person = view.person && { ...view.person, enrolBy: "2026-12-01" };
  expect(draw(page, { person })).toContain("1. des. 2026");
  expect(draw(page)).not.toContain("/account/second-factor");
});

test("Shell shows nothing of a school to somebody who is not signed in", () => {
  const html = draw(page, { person: undefined, grants: [] });
  expect(html).not.toContain("/sign-out");
  expect(html).toContain('action="/language"');
});
