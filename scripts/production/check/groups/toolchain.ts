import { type Check, configOf, fail, none, packageOf, pass, valuesOf, warn } from "../project.ts";

const YEAR = 366 * 86_400_000;

/** What the original asked of Docker: that the tools are here, in the right version. */
export const toolchain: readonly Check[] = [
  {
    id: "toolchain.node",
    title: "Node runs wrangler and the scripts",
    run: ({ node }) =>
      Number.parseInt(node.replace("v", ""), 10) >= 22
        ? pass(`Node ${node}`)
        : fail(`Node ${node} is too old for wrangler`, "npm ci, and start it by npm run"),
  },
  {
    id: "toolchain.wrangler",
    title: "wrangler is the version that was tried",
    run: (project) => {
      const wanted = packageOf(project).devDependencies?.wrangler ?? "none";
      const has = project.installed.wrangler ?? "none";
      return has === wanted
        ? pass(`wrangler ${has}`)
        : fail(`wrangler ${has} is installed, package.json says ${wanted}`, "npm ci");
    },
  },
  {
    id: "toolchain.packages",
    title: "every dependency is installed at its version",
    run: (project) => {
      const { dependencies = {} } = packageOf(project);
      const wrong = Object.entries(dependencies).filter(
        ([name, version]) => project.installed[name] !== version,
      );
      return none(
        wrong.map(
          ([name, version]) => `${name} ${project.installed[name] ?? "none"}, not ${version}`,
        ),
        `${Object.keys(dependencies).length} dependencies as locked`,
        "npm ci",
      );
    },
  },
  {
    id: "toolchain.compatibility",
    title: "the compatibility date is real and not old",
    run: (project) => {
      const documents = project.files.get("worker/documents/wrangler.toml") ?? "";
      const dates = [configOf(project), documents].flatMap((toml) =>
        valuesOf(toml, "compatibility_date"),
      );
      const [date = ""] = dates;
      const age = Date.parse(project.now) - Date.parse(date);
      if (dates.length !== 2 || new Set(dates).size !== 1 || !(age >= 0))
        return fail(
          `compatibility dates: ${dates.join(", ") || "none"}`,
          "give both Workers one day that has been",
        );
      return age < YEAR
        ? pass(date)
        : warn(`${date} is more than a year old`, "move it forward, and run npm test");
    },
  },
];
