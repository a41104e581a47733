import { faultsOf } from "#worker/lib/settings/faults.ts";
import type { Fault } from "#worker/lib/settings/strength.ts";
import { secret } from "../../env/table.ts";
import {
  type Check,
  configOf,
  fail,
  judge,
  none,
  type Project,
  pass,
  valuesOf,
  warn,
} from "../project.ts";

const FIX = "npm run setup:env";

const faulty = ({ values }: Project, ...kinds: readonly Fault[]) =>
  faultsOf(values)
    .filter(({ fault }) => kinds.includes(fault))
    .map(({ name, fault }) => `${name} is ${fault}`);

/** What the original asked of .env.production. */
export const environment: readonly Check[] = [
  {
    id: "environment.file",
    title: "the secrets are in a file that only their owner reads",
    run: ({ secretFileMode: mode }) => {
      if (mode === undefined) return fail("there is no file of secrets", FIX);
      return (mode & 0o077) === 0
        ? pass("mode 600")
        : fail(
            `others may read it (mode ${(mode & 0o777).toString(8)})`,
            "chmod 600 .env.production",
          );
    },
  },
  {
    id: "environment.present",
    title: "no setting is missing",
    run: (project) => none(faulty(project, "missing"), "all are there", FIX),
  },
  {
    id: "environment.usable",
    title: "every setting can be used, and keys are strong",
    run: (project) => none(faulty(project, "wrong", "weak"), "all are sound", FIX),
  },
  {
    id: "environment.samples",
    title: "no setting is a sample",
    run: (project) => none(faulty(project, "placeholder"), "none is", FIX),
  },
  {
    id: "environment.production",
    title: "it runs as production, without what is for tests",
    run: (project) => {
      const toml = configOf(project);
      const { ENVIRONMENT = "", SYNTHETIC_IDS } = project.values;
      return none(
        [
          ...(["production", "staging"].includes(ENVIRONMENT)
            ? []
            : [`ENVIRONMENT is "${ENVIRONMENT}"`]),
          ...(ENVIRONMENT === "production" && SYNTHETIC_IDS !== "no"
            ? ["synthetic ids are accepted"]
            : []),
          ...("TEST_NOW" in project.values ? ["TEST_NOW is set"] : []),
          ...(valuesOf(toml, "LOCAL").join() === "false" ? [] : ["LOCAL is not false"]),
        ],
        ENVIRONMENT,
        "put them right in wrangler.toml",
      );
    },
  },
  {
    id: "environment.vars",
    title: "no secret stands in wrangler.toml",
    run: (project) =>
      none(
        secret.filter((name) => valuesOf(configOf(project), name).length > 0),
        "none does",
        "take it out, and make a new one: it is in the history of git",
      ),
  },
  {
    id: "environment.ignored",
    title: "git never takes the files of secrets",
    run: ({ files }) => {
      const ignored = (files.get(".gitignore") ?? "").split("\n");
      return none(
        [".dev.vars", ".env.production"].filter((path) => !ignored.includes(path)),
        "both are ignored",
        "add them to .gitignore",
      );
    },
  },
  {
    id: "environment.given",
    title: "Cloudflare has every secret",
    run: ({ cloudflare, values }) =>
      judge(cloudflare.secrets, "npm run setup:env -- --yes --bulk", (given) =>
        none(
          secret
            .filter((name) => values[name] && !given.includes(name))
            .map((name) => `no ${name}`),
          `${given.length} secrets`,
          "npm run setup:env -- --yes --bulk",
        ),
      ),
  },
  {
    id: "environment.contact",
    title: "whoever finds a weakness knows whom to tell",
    run: ({ values, service }) => {
      if (!values.SECURITY_CONTACT) return warn("SECURITY_CONTACT is empty", FIX);
      return judge(service.securityText, "see network.address", (text) =>
        text.includes(`Contact: ${values.SECURITY_CONTACT}`)
          ? pass("security.txt names it")
          : warn("security.txt does not name it", "deploy the settings"),
      );
    },
  },
];
