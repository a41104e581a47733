import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { View, type ViewData } from "#web/ui/view.ts";
import { Born } from "./parts.tsx";

const view: ViewData = {
  locale: "nb",
  grants: [],
  token: "token",
  once: "once",
  url: new URL("http://localhost/students"),
  // Half past midnight in Oslo; the day before still holds in UTC.
  now: "2026-11-22T23:30:00.000Z",
  today: "2026-11-23",
  person: undefined,
  flash: undefined,
  local: false,
  scheme: "auto",
  head: { title: "", islands: new Set() },
};

test("<Born> counts whole years to the day it is in Oslo", () => {
  const draw = (birthDate: string) =>
    render(
      <View.Provider value={view}>
        <Born birthDate={birthDate} />
      </View.Provider>,
    );
  expect(draw("2008-11-23")).toContain("18 år");
  expect(draw("2008-11-24")).toContain("17 år");
});
