import { checkTables, document } from "../../env/table.ts";
import { type Check, configOf, fail, none, type Project, pass } from "../project.ts";

const setup = ({ files }: Project) => files.get(document) ?? "";

/** What the original asked of its documents. */
export const documents: readonly Check[] = [
  {
    id: "documents.setup",
    title: "PRODUCTION_SETUP.md describes the settings as they are",
    run: (project) => {
      if (!setup(project)) return fail(`there is no ${document}`, "take it from the release");
      return none(
        checkTables(setup(project), configOf(project)),
        "both tables",
        "npm run settings:table",
      );
    },
  },
  {
    id: "documents.bindings",
    title: "it describes every binding",
    run: (project) => {
      const toml = configOf(project);
      const bound = [...toml.matchAll(/^binding = "(\w+)"/gm)].map(([, name = ""]) => name);
      return none(
        bound.filter((name) => !setup(project).includes(`\`${name}\``)).map((name) => `no ${name}`),
        bound.join(", "),
        "add it to section 1",
      );
    },
  },
  {
    id: "documents.readme",
    title: "README.md says how to begin",
    run: ({ files }) =>
      /npm ci/.test(files.get("README.md") ?? "")
        ? pass("npm ci && npm start")
        : fail("README.md does not say how to begin", "take it from the release"),
  },
];
