/**
 * Brings the postal codes up to date.
 *
 *   npm run postal:update            from the npm package norway-postal-codes
 *   npm run postal:update -- FILE    from postnummerregister-ansi.txt, as Bring hands it out
 */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { helpIfAsked } from "./flags.ts";

helpIfAsked();

const out = "worker/modules/postal/codes.gen.json";
const require = createRequire(import.meta.url);
const [file] = process.argv.slice(2);

const { source, date, towns } = file ? fromBring(file) : fromPackage();
const entries = Object.entries(towns)
  .filter(([code, town]) => /^\d{4}$/.test(code) && town)
  .sort(([a], [b]) => a.localeCompare(b));
if (entries.length < 4000) throw new Error(`Only ${entries.length} postal codes: not the register`);

// One code a line, so that the next update can be read as a difference.
const lines = entries.map(
  ([code, town]) => `${JSON.stringify(code)}:${JSON.stringify(inTitleCase(town))}`,
);
writeFileSync(
  out,
  `${JSON.stringify({ source, date }).slice(0, -1)},"towns":{\n${lines.join(",\n")}\n}}\n`,
);
console.log(`${entries.length} postal codes from ${source}, as of ${date}`);

type Register = { source: string; date: string; towns: Record<string, string> };

/** The package says in its readme which day's register it holds. */
function fromPackage(): Register {
  const { version } = require("norway-postal-codes/package.json") as { version: string };
  const readme = readFileSync(require.resolve("norway-postal-codes/readme.md"), "utf8");
  const date = /Last updated (\d{4}-\d{2}-\d{2})/.exec(readme)?.[1];
  if (!date) throw new Error("The package no longer says when its register was read");
  const towns = require("norway-postal-codes") as Record<string, string>;
  return { source: `norway-postal-codes ${version}`, date, towns };
}

/** Tab-separated Windows-1252: code, town, municipality number and name, category. */
function fromBring(path: string): Register {
  const text = new TextDecoder("windows-1252").decode(readFileSync(path));
  const rows = text.split(/\r?\n/).map((line) => line.split("\t"));
  const date = statSync(path).mtime.toISOString().slice(0, 10);
  const towns = Object.fromEntries(
    rows.map(([code = "", town = ""]) => [code.trim(), town.trim()]),
  );
  return { source: "Bring, postnummerregister-ansi.txt", date, towns };
}

/** The register shouts: MO I RANA is written Mo i Rana. */
function inTitleCase(town: string): string {
  return town
    .toLowerCase()
    .replaceAll(
      /(^|[\s-])(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    )
    .replaceAll(/ (I|På|Og|Ved)(?= )/g, (word) => word.toLowerCase());
}
