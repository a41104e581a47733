import { buildArtifact, sumOf } from "./artifact.ts";
import { comparable, faultsOf, hasty, type Sides, told } from "./gates.ts";
import { Journal } from "./journal.ts";
import { between, type Counted, countedFor, none, type Seen, type Source } from "./numbers.ts";
import { alsoRun, preflight } from "./preflight.ts";
import type { DeploySettings } from "./settings.ts";
import { smoke, unready } from "./smoke.ts";
import { share, sharesNow, type Wrangler } from "./wrangler.ts";

export type Release = {
  target: "production" | "staging";
  origin: string;
  script: string;
  key: string | undefined;
  settings: DeploySettings;
  source: Source;
  wrangler: Wrangler;
  journal: Journal;
  config: string;
  secrets: string;
  flags: {
    untested: string | undefined;
    unchecked: string | undefined;
    unsaved: string | undefined;
    unstaged: boolean;
  };
  stagingJournal: string;
  /** What the old version was like while both were served. */
  seenOld?: Counted;
};

/** A step says what it saw. One that throws after `upload` brings the old version back. */
export type Step = { name: string; what: string; run: (release: Release) => Promise<string[]> };

const wait = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1000));

const before: readonly Step[] = [
  {
    name: "preflight",
    what: "clean tree, tests passed, migrations only add, npm run production:check",
    run: ({ flags, origin, config, secrets, key }) => {
      const where = ["--url", origin, "--config", config, "--file", secrets];
      return preflight(flags, () => alsoRun("production:check", where, key));
    },
  },
  {
    name: "build",
    what: "build once what is sent, and sum it up",
    run: async ({ journal }) => {
      const artifact = journal.entry.artifact ?? `.wrangler/release-${journal.entry.commit}`;
      await buildArtifact(artifact);
      journal.set({ artifact, sum: sumOf(artifact) });
      return [`${artifact}, sha256 ${journal.entry.sum}`];
    },
  },
  {
    name: "staging",
    what: "the same bytes have been released on staging",
    run: async ({ target, journal, flags, stagingJournal }) => {
      if (target === "staging") return ["this is staging"];
      if (flags.unstaged) return ["left out: --without-staging"];
      const staged = Journal.read(stagingJournal);
      if (staged?.outcome !== "released" || staged.sum !== journal.entry.sum)
        throw new Error(
          "These bytes have not been released on staging: npm run production:deploy -- --target staging",
        );
      return [`released on staging, ${staged.began}`];
    },
  },
  {
    name: "backup",
    what: "a bookmark of Time Travel, and npm run production:backup",
    run: async ({ wrangler, journal, flags, origin, key }) => {
      const { bookmark } = await wrangler.json<{ bookmark: string }>([
        ...["d1", "time-travel", "info", "DB"],
      ]);
      journal.set({ bookmark });
      const saved = flags.unsaved
        ? `no backup: ${flags.unsaved}`
        : await alsoRun("production:backup", ["--origin", origin], key);
      return [`bookmark ${bookmark}`, saved];
    },
  },
  {
    name: "migrate",
    what: "apply the migrations; the version that is running goes on working on them",
    run: async ({ wrangler }) => {
      await wrangler.run(["d1", "migrations", "apply", "DB", "--remote"]);
      return ["the schema is at its head"];
    },
  },
  {
    name: "upload",
    what: "wrangler versions upload: nobody gets it yet",
    run: upload,
  },
];

const after: readonly Step[] = [
  {
    name: "smoke",
    what: "0 % of the visitors, asked by version override",
    run: async (release) => {
      const { old, next } = both(release);
      await share(release.wrangler, sharesOf(old, next, 0), `${release.journal.entry.run}: 0 %`);
      const { smoke: paths, gates } = release.settings;
      const asked = { ...release, version: next };
      for (let tries = 10; tries > 0; tries--) {
        // It takes a moment until every place has heard of the deployment.
        const faults = await smoke(asked, paths, gates.readiness);
        if (faults.length === 0) return [`${paths.length} pages and /readyz answered as ${next}`];
        const late = faults.some((fault) => fault.includes("came from"));
        if (!late || tries === 1) throw new Error(faults.join("; "));
        await wait(1);
      }
      return [];
    },
  },
];

/** All steps in their order. */
export const stepsFor = ({ shares }: DeploySettings): readonly Step[] => [
  ...before,
  ...after,
  ...shares.map(
    ({ share: percentage, seconds }): Step => ({
      name: `${percentage} %`,
      what: `${percentage} % of the visitors for ${seconds} s, behind the gates`,
      run: (release) => rollOut(release, percentage, seconds),
    }),
  ),
];

export const movesVisitors = (step: string) => !before.some(({ name }) => name === step);

const sharesOf = (old: string, next: string, percentage: number) =>
  percentage === 100
    ? [{ version_id: next, percentage }]
    : [
        { version_id: next, percentage },
        { version_id: old, percentage: 100 - percentage },
      ];

function both({ journal }: Release): { old: string; next: string } {
  const { old, next } = journal.entry;
  if (!old || !next) throw new Error("The journal knows no versions: it was changed by hand");
  return { old, next };
}

async function upload({ wrangler, journal }: Release): Promise<string[]> {
  const { run, artifact, commit } = journal.entry;
  const [current, ...more] = await sharesNow(wrangler);
  if (!current || more.length > 0)
    throw new Error("Two versions are served: finish or take back that release first");
  journal.set({ old: current.version_id });
  type Listed = { id: string; annotations?: Record<string, string> }[];
  const listed = await wrangler.json<Listed>(["versions", "list"]);
  const there = listed.find(({ annotations }) => annotations?.["workers/tag"] === run);
  if (there) {
    journal.set({ next: there.id });
    return [`version ${there.id} was uploaded before`];
  }
  const events = await wrangler.events([
    ...["versions", "upload", `${artifact}/main.js`, "--no-bundle"],
    ...["--tag", run, "--message", commit],
  ]);
  const id = events.find(({ type }) => type === "version-upload")?.version_id;
  if (typeof id !== "string") throw new Error("wrangler does not say which version it uploaded");
  journal.set({ next: id });
  return [`version ${id}; the one before is ${current.version_id}`];
}

/** Gives so many visitors the new version, and watches until the time is over or a gate shuts. */
async function rollOut(release: Release, percentage: number, seconds: number): Promise<string[]> {
  const { wrangler, settings, source, journal } = release;
  const { gates, pollSeconds } = settings;
  const { old, next } = both(release);
  const began = await source();
  await share(wrangler, sharesOf(old, next, percentage), `${journal.entry.run}: ${percentage} %`);
  const until = Date.now() + seconds * 1000;
  const sidesAt = (now: Seen): Sides => ({
    old: between(countedFor(began, old), countedFor(now, old)),
    new: between(countedFor(began, next), countedFor(now, next)),
    ...(percentage === 100 && { old: release.seenOld ?? none }),
  });
  let sides = sidesAt(began);
  while (Date.now() < until) {
    await wait(Math.min(pollSeconds, Math.max(0.05, (until - Date.now()) / 1000)));
    sides = sidesAt(await source());
    const early = hasty(sides, gates);
    if (early) throw new Error(early);
  }
  const faults = [
    ...faultsOf(sides, gates),
    ...(await unready({ ...release, version: next }, gates.readiness)),
  ];
  if (faults.length > 0) throw new Error(`${faults.join("; ")} (${told(sides)})`);
  if (percentage < 100) release.seenOld = sides.old;
  return [
    told(sides),
    ...(comparable(sides, gates)
      ? []
      : [`fewer than ${gates.samples} answers on a side: times not compared`]),
  ];
}
