import { checkMigrations } from "../../../checks/migrations.ts";
import {
  type Check,
  configOf,
  fail,
  judge,
  none,
  type Project,
  pass,
  valuesOf,
} from "../project.ts";

const idOf = (project: Project) => valuesOf(configOf(project), "database_id")[0] ?? "";
const SETUP = "npm run setup:db -- --remote";

const headOf = ({ files }: Project) =>
  [...files.keys()]
    .filter((path) => /^migrations\/[^/]+\.sql$/.test(path))
    .sort()
    .at(-1)
    ?.replace("migrations/", "");

/** What the original asked of its schema and migrations. */
export const database: readonly Check[] = [
  {
    id: "database.id",
    title: "wrangler.toml names the database",
    run: (project) =>
      /^(?!0{8})[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(idOf(project))
        ? pass(idOf(project))
        : fail("database_id is not that of a database", SETUP),
  },
  {
    id: "database.there",
    title: "the account has that database",
    run: (project) =>
      judge(project.cloudflare.databases, "see network.account", (list) => {
        const found = list.find(({ uuid }) => uuid === idOf(project));
        return found ? pass(found.name) : fail(`no database has the id ${idOf(project)}`, SETUP);
      }),
  },
  {
    id: "database.migrated",
    title: "the database has every migration",
    run: (project) =>
      judge(project.cloudflare.database, SETUP, ({ head }) => {
        const wanted = headOf(project);
        return head === wanted
          ? pass(head)
          : fail(`it is at ${head || "none"}, not ${wanted}`, SETUP);
      }),
  },
  {
    id: "database.expand",
    title: "migrations only add",
    run: ({ files }) =>
      none(
        checkMigrations(new Map([...files].filter(([path]) => path.startsWith("migrations/")))),
        "all of them",
        "a release later, when nobody uses the old: docs/decisions",
      ),
  },
  {
    id: "database.bookmark",
    title: "Time Travel can go back to now",
    run: ({ cloudflare }) =>
      judge(cloudflare.bookmark, "see network.account", (bookmark) =>
        bookmark
          ? pass(bookmark)
          : fail("there is no bookmark", "npx wrangler d1 time-travel info DB"),
      ),
  },
  {
    id: "database.queues",
    title: "both queues are there",
    run: (project) => {
      const toml = configOf(project);
      const wanted = [...valuesOf(toml, "queue"), ...valuesOf(toml, "dead_letter_queue")];
      return judge(project.cloudflare.queues, "see network.account", (there) =>
        none(
          [...new Set(wanted)].filter((name) => !there.includes(name)).map((name) => `no ${name}`),
          [...new Set(wanted)].join(", "),
          SETUP,
        ),
      );
    },
  },
  {
    id: "database.buckets",
    title: "every bucket is there",
    run: (project) => {
      const wanted = valuesOf(configOf(project), "bucket_name");
      return judge(project.cloudflare.buckets, "see network.account", (there) =>
        none(
          wanted.filter((name) => !there.includes(name)).map((name) => `no ${name}`),
          wanted.join(", ") || "none is needed",
          SETUP,
        ),
      );
    },
  },
];
