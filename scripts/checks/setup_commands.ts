import type { Tree } from "./tree.ts";

// Which test or proof runs each command of PRODUCTION_SETUP.md. `npm run prove setup-commands` runs
// those of `rehearsed` themselves, in this order, from an empty account on.

/** As it stands on the page. */
type Rehearsed = {
  line: string;
  /** What a rehearsal adds, to reach this machine alone. */
  more?: string;
  /** What it asks for: the variable that has it. */
  typed?: "EDGE" | "KEYS";
  /** What must be there before. */
  first?: "a backup in the bucket";
};

export const rehearsed: readonly Rehearsed[] = [
  { line: "npx wrangler d1 create tms --jurisdiction eu" },
  { line: "npx wrangler queues create tms-jobs" },
  { line: "npx wrangler queues create tms-dead" },
  { line: "npx wrangler r2 bucket create tms-backups --jurisdiction eu" },
  { line: "npm run setup:env -- --yes --origin https://tms.your.domain" },
  {
    line: "npx wrangler r2 bucket lock add tms-backups anchors audit/ --retention-days 3650 --jurisdiction eu",
  },
  {
    line: "npx wrangler r2 bucket lock add tms-backups --name nightly --prefix daily/ --retention-days 35 --jurisdiction eu",
  },
  { line: "npm run setup:db -- --remote" },
  { line: "npx wrangler d1 migrations apply DB --remote" },
  { line: "npx wrangler deploy --config worker/documents/wrangler.toml" },
  { line: "npx wrangler deploy" },
  { line: "npm run build" },
  { line: "npm run setup:env -- --yes --bulk" },
  { line: "npx wrangler secret put NAME", typed: "EDGE" },
  { line: "npx wrangler secret put KEYS", typed: "KEYS" },
  { line: "npm run health", more: "-- --url $EDGE" },
  { line: "npm run status", more: "-- --url $EDGE" },
  { line: "npm run setup:admin -- --remote" },
  { line: "npx wrangler deployments status" },
  { line: "npx wrangler versions list" },
  { line: "npx wrangler d1 time-travel info DB" },
  { line: 'npx wrangler d1 execute DB --remote --command "select 1"' },
  { line: "npx wrangler d1 export DB --remote --output evidence.sql" },
  {
    line: `npx wrangler d1 execute DB --remote --command "delete from address_blocks where school_id = 'platform'"`,
  },
  {
    line: `npx wrangler d1 execute DB --remote --command "update memberships set ended_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') where school_id = 'platform' and ended_at is null"`,
  },
  { line: "KEYS=... npm run audit:verify -- --remote" },
  { line: "npm run production:restore -- --remote", first: "a backup in the bucket" },
  {
    line: "npm run production:restore -- --drill --remote --origin https://tms.example.no",
    more: "--origin $EDGE",
  },
  { line: "npm run security:audit" },
  { line: "npm run security:fix" },
  { line: "npm run capacity" },
  { line: "npm run release:keep" },
];

/** The others: the file that runs it, and what stands there. */
export const elsewhere: Readonly<Record<string, readonly [file: string, says: string]>> = {
  "npm ci": [".ci/run", "npm ci"],
  "npm test": [".ci/run", "npm test"],
  "npm run ok": ["scripts/gates/test.ts", "ok"],
  "npm run setup:env": ["scripts/prove/production_check.ts", '"setup_env"'],
  "npm run serve": ["scripts/prove/built/product.ts", "scripts/production/serve.ts"],
  "npm run production:check": ["scripts/prove/production_check.ts", '"production/check"'],
  "npm run production:backup": ["scripts/prove/production_check.ts", '"production/backup"'],
  "npm run production:backup -- --origin https://tms.example.no": [
    ...(["scripts/prove/production_check.ts", '"--origin", product.url'] as const),
  ],
  "npm run production:deploy": ["scripts/prove/deploy_drill/deploys.ts", "production/deploy.ts"],
  "npm run production:rollback": ["scripts/prove/rollback.ts", "production/rollback.ts"],
  "npm run production:restore": ["scripts/prove/backup.ts", 'cli("restore"'],
  "npm run production:stub": ["scripts/production/stub/main.test.ts", "stub/main.ts"],
  "npm run audit:verify": ["scripts/prove/kill_9.ts", "audit_verify.ts"],
  "npm run logs": ["scripts/logs/tail.test.ts", '"scripts/logs.ts", "--file", file'],
  "npm run logs -- --remote": ["scripts/logs/tail.test.ts", '"scripts/logs.ts", "--remote"'],
  "npm run logs -- --remote --level error": ["scripts/logs/tail.test.ts", '"--level", "error"'],
};

/** Commands that need an account, or a machine that is not here; the page says so of each. */
export const unrehearsed: readonly string[] = [
  "npx wrangler login",
  "npx wrangler d1 info DB",
  "npm run production:deploy -- --target staging",
  "rclone copy",
  "TMS_DOMAIN=tms.your.domain docker compose up --detach --build",
  "docker compose config",
  "docker compose up",
];

const COMMAND =
  /^(?:[A-Z_]+=\S+ )*(?:npx wrangler \w|npm (?:ci|test|run \w)|docker |rclone |curl )/;

/** Every command on the page, one by one, however its lines are broken. */
export function commandsIn(page: string): string[] {
  const spans = [...page.matchAll(/`([^`]+)`/g)].map(([, text = ""]) =>
    text.replaceAll(/\s+/g, " "),
  );
  const single = spans.flatMap((text) => (text.includes('"') ? [text] : text.split(" && ")));
  return [...new Set(single.map((text) => text.trim()).filter((text) => COMMAND.test(text)))];
}

/** Commands of the page that nothing runs, claims that are not true, and what is marked for nothing. */
export function checkCommands(page: string, tree: Tree, steps: readonly string[]): string[] {
  const there = commandsIn(page);
  const [, marked = ""] = page.split("## What only an account can show");
  const ran = new Set([...rehearsed.map(({ line }) => line), ...Object.keys(elsewhere)]);
  const proofs = (line: string) => {
    const [, name] = /^npm run prove (?:-- )?([\w-]+)$/.exec(line) ?? [];
    return name && steps.includes(name);
  };
  return [
    ...(there.length < 40 ? [`only ${there.length} commands were read`] : []),
    ...there
      .filter((line) => !ran.has(line) && !unrehearsed.includes(line) && !proofs(line))
      .map((line) => `nothing runs: ${line}`),
    ...[...ran, ...unrehearsed]
      .filter((line) => !there.includes(line))
      .map((line) => `is not on the page: ${line}`),
    ...Object.entries(elsewhere)
      .filter(([, [file, says]]) => !tree.get(file)?.includes(says))
      .map(([line, [file]]) => `${file} does not run: ${line}`),
    ...unrehearsed
      .filter((line) => !marked.includes(`\`${line}\``))
      .map((line) => `is not marked as one that only an account can show: ${line}`),
  ];
}
