import { type Part, verdict } from "../gates/part.ts";
import { deployIn, type Ended } from "./deploy_drill/deploys.ts";
import { makePlace, type Place } from "./deploy_drill/place.ts";
import { artifactWith, type Flaw, plantMigration } from "./deploy_drill/releases.ts";
import { type Met, Visitors } from "./deploy_drill/visitors.ts";

const PER_SECOND = Number(process.env.DRILL_PER_SECOND ?? 50);
const STEP = Number(process.env.DRILL_STEP ?? 15);
const atVisitors = ["5xx", "slow"] as const;
const steps = (seconds: number) => [10, 50, 100].map((share) => ({ share, seconds }));

/**
 * A good release and five bad ones under load, by the operator's own command and the real wrangler,
 * against an account on this machine whose edge shares the visitors out between two workerd.
 */
export const deployDrill: Part = { name: "deploy-drill", run: () => drill(releases) };

/** One release under the same load, killed once in each of its steps and started again. */
export const deployKilled: Part = { name: "deploy-killed", run: () => drill(killed) };

type Drill = {
  place: Place;
  /** The bundle of this source, in the place. */
  built: string;
  visitors: Visitors;
  expect: (held: boolean, what: string) => void;
};

async function drill(run: (drill: Drill) => Promise<void>) {
  const place = await makePlace({ shares: steps(STEP), pollSeconds: 1 });
  const findings: string[] = [];
  const expect = (held: boolean, what: string) => void (held || findings.push(what));
  let visitors: Visitors | undefined;
  try {
    const built = ".wrangler/drill-built";
    await place.run(["wrangler", "deploy", "--dry-run", "--outdir", built, "--minify"]);
    visitors = new Visitors(place.edge.url, PER_SECOND);
    await new Promise((done) => setTimeout(done, 5_000));
    await run({ place, built, visitors, expect });
    const { unknown } = place.edge.stub;
    expect(unknown.length === 0, `the stub was asked for ${unknown.join(", ")}`);
  } finally {
    await visitors?.stop();
    await place.close();
  }
  return verdict(findings);
}

async function releases({ place, built, visitors, expect }: Drill): Promise<void> {
  const served = () => place.edge.stub.account.state.scripts.tms?.deployments[0]?.versions;
  const watched = async (name: string, run: () => Promise<Ended>) => {
    visitors.take();
    const ended = await run();
    const met = visitors.take();
    console.log(`  ${row(name, ended, met)}`);
    return { ended, met };
  };
  const release = (flaw: Flaw) =>
    watched(flaw, () => deployIn(place, artifactWith(flaw, built, place.folder)));

  const bare = await deployIn(place, built, { more: [] });
  expect(bare.output.includes("not been released on staging"), "staging could be left out");

  const good = await release("good");
  expect(good.ended.journal?.outcome === "released", `good: ${good.ended.output}`);
  expect(good.met.failed === 0, `good: ${good.met.failed} requests failed`);
  const stays = JSON.stringify(served());

  const bad: Met[] = [];
  const smoked: string[] = [];
  // Those that visitors meet come twice: the share that failed is asked of 6,000 requests or more.
  for (const flaw of [...atVisitors, "crash at start", "not ready", ...atVisitors] as const) {
    const { ended, met } = await release(flaw);
    const { outcome, done = [] } = ended.journal ?? {};
    expect(outcome === "returned" || outcome === "stopped", `${flaw}: ${ended.output}`);
    expect(JSON.stringify(served()) === stays, `${flaw}: ${JSON.stringify(served())}`);
    const back = /after ([\d.]+) s/.exec(ended.output)?.[1];
    expect(back === undefined || Number(back) <= 60, `${flaw}: returned after ${back} s`);
    if (done.some(({ step }) => step === "smoke")) smoked.push(flaw);
    bad.push(met);
  }
  expect(new Set(smoked).size >= 2, `only ${smoked.join()} passed the smoke at 0 %`);

  plantMigration(place.folder);
  await commit(place, "Plant a migration");
  const migration = await watched("bad migration", () =>
    deployIn(place, artifactWith("good", built, place.folder)),
  );
  bad.push(migration.met);
  expect(migration.ended.journal?.outcome === "stopped", `migration: ${migration.ended.output}`);
  expect(migration.ended.output.includes("NOT NULL"), `migration: ${migration.ended.output}`);
  expect(JSON.stringify(served()) === stays, "the bad migration moved visitors");
  const left = await place.run([
    ...["wrangler", "d1", "execute", "DB", "--remote", "--json"],
    ...["--command", "select count(*) as planted from sqlite_master where name = 'planted'"],
  ]);
  expect(/"planted": 0/.test(left), "half of the bad migration is left");
  await place.run(["git", "reset", "--quiet", "--hard", "HEAD~1"]);

  const all = bad.reduce((n, { requests }) => n + requests, 0);
  const failed = bad.reduce((n, met) => n + met.failed, 0);
  const share = ((failed / all) * 100).toFixed(3);
  console.log(
    `  ${bad.length} bad releases, five kinds: ${failed} of ${all} requests failed (${share} %)`,
  );
  expect(all >= PER_SECOND * 8 * STEP, `only ${all} requests were seen`);
  expect(failed / all <= 0.005, `${share} % of the requests failed, more than 0.5 %`);
}

async function killed({ place, built, visitors, expect }: Drill): Promise<void> {
  visitors.take();
  const artifact = artifactWith("good", built, place.folder);
  const at = [
    "preflight",
    "build",
    "backup",
    "migrate",
    "upload",
    "smoke",
    "10 %",
    "50 %",
    "100 %",
  ];
  const runs: string[] = [];
  for (const killAt of at) {
    const { code, journal } = await deployIn(place, artifact, { killAt });
    runs.push(journal?.run ?? "");
    expect(code === 137, `not killed at ${killAt}, but ended with ${code}`);
  }
  const last = await deployIn(place, artifact);
  const met = visitors.take();
  console.log(`  ${row(`killed in ${at.length} steps`, last, met)}`);
  expect(last.journal?.outcome === "released", `killed: ${last.output}`);
  expect(new Set(runs).size === 1, "a killed release did not go on, it began anew");
  expect(met.failed === 0, `killed: ${met.failed} requests failed`);
  const versions = place.edge.stub.account.state.scripts.tms?.deployments[0]?.versions ?? [];
  expect(versions.length === 1 && versions[0]?.version_id === last.journal?.next, "not served");
  const held = await place.run([
    ...["wrangler", "d1", "execute", "DB", "--remote", "--json"],
    ...["--command", "select count(*) as held from deploy_lock"],
  ]);
  expect(/"held": 0/.test(held), "the lock is still held");
}

async function commit({ run }: Place, message: string): Promise<void> {
  await run(["git", "add", "-A"]);
  const who = ["-c", "user.name=drill", "-c", "user.email=drill@example.no"];
  await run(["git", ...who, "commit", "--quiet", "-m", message]);
}

function row(name: string, { journal, seconds, output }: Ended, { requests, failed, said }: Met) {
  const back = /after ([\d.]+) s/.exec(output)?.[1];
  const why = journal?.returning?.split("\n").at(-1)?.slice(0, 110) ?? "";
  return [
    `${name.padEnd(18)} ${String(journal?.outcome).padEnd(9)} ${seconds.toFixed(0).padStart(4)} s`,
    `${failed} of ${requests} failed`.padEnd(20),
    ...(back ? [`back in ${back} s`] : []),
    ...(why ? [why] : []),
    ...[...said].slice(0, 3).map(([what, n]) => `${n} x ${what}`),
  ].join("  ");
}
