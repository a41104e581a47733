import { describe, expect, test } from "vitest";
import { expectAccessible, expectSound, hasBrowser, page } from "./browser.ts";
import { windowOf } from "./people.ts";

const header = "Etternavn;Fornavn;Fødselsdato;Mobil;Klasse\n";
const rows = Array.from({ length: 40 }, (_, n) => {
  const day = String((n % 28) + 1).padStart(2, "0");
  return `Reisende;Nr ${n};${day}.03.2007;9${String(1_000_000 + n)};B`;
});
const bad = "Reisende;Uten dato;31.02.2007;91234567;B";

describe.skipIf(!hasBrowser).each([
  { how: "with JavaScript", js: true },
  { how: "without JavaScript", js: false },
])("$how", ({ js }) => {
  test("imports a register, names what is wrong, and undoes it", async () => {
    const opened = await page(await windowOf("office", { js }));
    await opened.goto("/imports/new");
    // As the spreadsheets of most offices write it.
    const buffer = Buffer.from(`${header}${[...rows, bad].join("\n")}\n`, "latin1");
    await opened.setInputFiles("input[type=file]", {
      name: "elever.csv",
      mimeType: "text/csv",
      buffer,
    });
    await opened.click("main form[action='/imports'] button[type=submit]");
    await opened.waitForURL(/\/imports\/[0-9a-f-]{36}/);
    if (!opened.url().endsWith("/mapping")) await opened.goto(`${opened.url()}/mapping`);
    expect(await opened.locator("main").innerText()).toContain("Fødselsdato");
    if (js) await expectAccessible(opened);
    await opened.click("main form[action$='/mapping'] button[type=submit]");
    await settled(opened, /form\[action\$='\/run'\]/);

    expect(await opened.locator("main").innerText()).toMatch(/\b40\b/);
    const start = new URL(opened.url()).pathname;
    if (js) await expectAccessible(opened);
    await opened.goto(`${start}/problems`);
    expect(await opened.locator("main").innerText()).toContain("42");
    if (js) await expectAccessible(opened);
    await opened.goto(start);
    await opened.click(`form[action='${start}/run'] button[type=submit]`);
    await settled(opened, /undo/);
    await opened.goto("/students?q=reisende");
    expect(await opened.locator("table tbody tr").count()).toBe(25);

    await opened.goto(start);
    await opened.locator("details:has(form[action$='/undo']) summary").click();
    await opened.click("form[action$='/undo'] button[type=submit]");
    await settled(opened, /undone/);
    await opened.goto("/students?q=reisende");
    expect(await opened.locator("table tbody tr a").count()).toBe(0);
    expectSound(opened);
  });
});

/** Waits for work in the background: with JavaScript the page follows it, without one reloads. */
async function settled(opened: Awaited<ReturnType<typeof page>>, _until: RegExp): Promise<void> {
  const path = new URL(opened.url()).pathname;
  for (let tries = 0; tries < 80; tries++) {
    await opened.waitForLoadState();
    const working = await opened.locator("progress, [role=progressbar]").count();
    if (!working) return;
    await new Promise((done) => setTimeout(done, 500));
    await opened.goto(path);
  }
  throw new Error(`${path} never settled`);
}
