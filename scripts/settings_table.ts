/**
 * Writes the tables of the settings into PRODUCTION_SETUP.md. `npm run ok` says when they are old.
 *
 *   npm run settings:table
 */
import { readFileSync, writeFileSync } from "node:fs";
import { flagsOf } from "./flags.ts";
import { document, withTables } from "./production/env/table.ts";

flagsOf({});
writeFileSync(document, withTables(readFileSync(document, "utf8")));
