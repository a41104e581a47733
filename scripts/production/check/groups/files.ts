import { type Check, configOf, none, packageOf, valuesOf } from "../project.ts";

/** The commands that an operator knows by heart. */
export const commands = [
  ...["build", "serve", "setup:env", "setup:db", "setup:admin"],
  ...["production:check", "production:deploy", "production:rollback"],
  ...["production:backup", "production:restore"],
  ...["status", "health", "logs", "security:audit", "security:fix", "audit:verify"],
];

/** What the original asked of compose files, Dockerfiles and scripts: that all of it is here. */
export const files: readonly Check[] = [
  {
    id: "files.bindings",
    title: "wrangler.toml binds everything that the worker uses",
    run: (project) => {
      const env = project.files.get("worker/lib/env.ts") ?? "";
      const [, block = ""] = /Bindings = Settings & \{([\s\S]*?)^\};/m.exec(env) ?? [];
      const wanted = [...block.matchAll(/^ {2}([A-Z]\w*)\??: (?!string)/gm)].map(
        ([, name = ""]) => name,
      );
      const toml = configOf(project);
      const bound = new Set([...valuesOf(toml, "binding"), ...valuesOf(toml, "name")]);
      return none(
        wanted.length === 0
          ? ["worker/lib/env.ts names no binding"]
          : wanted.filter((name) => !bound.has(name)).map((name) => `no ${name}`),
        wanted.join(", "),
        "put it into wrangler.toml (PRODUCTION_SETUP.md 1)",
      );
    },
  },
  {
    id: "files.documents",
    title: "the documents Worker is the one that is bound",
    run: (project) => {
      const toml = project.files.get("worker/documents/wrangler.toml") ?? "";
      const [name = "none"] = valuesOf(toml, "name");
      const services = valuesOf(configOf(project), "service");
      return none(
        services.includes(name) ? [] : [`${name} is not bound`],
        name,
        "make both names one",
      );
    },
  },
  {
    id: "files.commands",
    title: "every command of an operator is there",
    run: (project) => {
      const { scripts = {} } = packageOf(project);
      const missing = commands.filter((name) => !scripts[name]).map((name) => `no ${name}`);
      const broken = commands.flatMap((name) => {
        const [, path] = /^node (scripts\/\S+\.ts)/.exec(scripts[name] ?? "") ?? [];
        return path && !project.files.has(path) ? [`${name} wants ${path}`] : [];
      });
      return none([...missing, ...broken], `${commands.length} commands`, "take the whole release");
    },
  },
  {
    id: "files.container",
    title: "what runs it outside Cloudflare is there",
    run: ({ files: all }) =>
      none(
        ["Dockerfile", "compose.yaml", "ops/Caddyfile"].filter((path) => !all.has(path)),
        "Dockerfile, compose.yaml, ops/Caddyfile",
        "take the whole release",
      ),
  },
  {
    id: "files.workflows",
    title: "every change is tested by the same commands",
    run: ({ files: all }) => {
      const flows = [...all].filter(([path]) => path.startsWith(".github/workflows/"));
      const said = flows.map(([, text]) => text).join("\n");
      const wanted = ["npm test", "npm run security:audit", "npm run build"];
      return none(
        wanted.filter((line) => !said.includes(line)).map((line) => `no workflow runs ${line}`),
        `${flows.length} workflows`,
        "take .github/workflows of the release",
      );
    },
  },
];
