/** Writes the tables of the settings into PRODUCTION_SETUP.md. `npm run ok` says when they are old. */
import { readFileSync, writeFileSync } from "node:fs";
import { document, withTables } from "./production/env/table.ts";

writeFileSync(document, withTables(readFileSync(document, "utf8")));
