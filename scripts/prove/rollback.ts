import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, type Part, verdict } from "../gates/part.ts";
import { deployIn, journalIn } from "./deploy_drill/deploys.ts";
import { listenIn } from "./deploy_drill/listen.ts";
import { makePlace, type Place } from "./deploy_drill/place.ts";
import { artifactWith, plantMigration } from "./deploy_drill/releases.ts";
import { Visitors } from "./deploy_drill/visitors.ts";

/**
 * `production:rollback` by the real wrangler against an account on this machine, under visitors: after
 * a release, in the middle of one, of a killed one, of the documents Worker; and where it must refuse.
 * Meanwhile `npm run logs -- --remote` hears what the version that answers says.
 */
export const rollback: Part = { name: "rollback", run: prove };

async function prove() {
  const shares = [
    { share: 50, seconds: 3 },
    { share: 100, seconds: 1 },
  ];
  const place = await makePlace({ shares, pollSeconds: 1 });
  const visitors = new Visitors(place.edge.url, 10);
  const findings: string[] = [];
  const expect = (held: boolean, what: string) => void (held || findings.push(what));
  try {
    for (const [name, step] of Object.entries(steps)) {
      visitors.take();
      const began = performance.now();
      await step(place, (held, what) => expect(held, `${name}: ${what}`));
      const { requests, failed, said } = visitors.take();
      expect(failed === 0, `${name}: ${failed} requests failed: ${[...said.keys()].join()}`);
      const seconds = ((performance.now() - began) / 1000).toFixed(0);
      console.log(`  ${name}: ${seconds} s, ${failed} of ${requests} requests failed`);
    }
    expect(place.edge.stub.unknown.length === 0, `unknown: ${place.edge.stub.unknown.join()}`);
  } finally {
    await visitors.stop();
    await place.close();
  }
  return verdict(findings);
}

type Step = (place: Place, expect: (held: boolean, what: string) => void) => Promise<void>;

const steps: Record<string, Step> = {
  "after a release": async (place, expect) => {
    await place.run(["wrangler", "deploy", "--dry-run", "--outdir", BUILT, "--minify"]);
    const [before] = served(place);
    const listening = listenIn(place, "--route", "/sign-in");
    const { journal, output } = await deployIn(place, good(place));
    expect(journal?.outcome === "released", output);
    const [release] = served(place);
    const dry = await back(place, "--dry-run");
    expect(dry.code === 0 && dry.output.includes(`would get ${before}`), dry.output);
    expect(served(place).join() === release, "a dry run moved visitors");
    expect(notes(place).length === 0, "a dry run noted something");
    const done = await back(place);
    expect(done.code === 0 && served(place).join() === before, done.output);
    expect((await answering(place)) === before, "another version answers");
    const [note] = notes(place);
    expect(note?.to === before && note?.from?.join() === release, JSON.stringify(note));
    const lines = await listening.end();
    const versions = new Set(lines.map(({ version }) => version));
    expect(lines.length > 0 && lines.every(({ route }) => route === "/sign-in"), "other lines");
    expect(versions.size >= 2, `the log heard ${[...versions].join()} alone`);
    console.log(
      `    the log told ${lines.length} requests to /sign-in, of ${versions.size} versions`,
    );
    // A second time there is nothing before it: what was wrong does not come back.
    const again = await back(place);
    expect(again.code === 1 && served(place).join() === before, `twice: ${again.output}`);
  },
  "in the middle of one": async (place, expect) => {
    const [before] = served(place);
    // Long enough that a rollback, which starts wrangler six times, comes before its end.
    const slow = {
      shares: [
        { share: 50, seconds: 60 },
        { share: 100, seconds: 1 },
      ],
      pollSeconds: 1,
    };
    writeFileSync(join(place.folder, ".wrangler/slow.json"), JSON.stringify(slow));
    const more = ["--without-staging", "--settings", ".wrangler/slow.json"];
    const deploying = deployIn(place, good(place), { more });
    for (let tries = 1200; journalIn(place)?.at !== "50 %" && tries > 0; tries--)
      await new Promise((done) => setTimeout(done, 50));
    const { code, output } = await back(place);
    expect(code === 0 && output.includes("ended the deploy"), output);
    const ended = await deploying;
    expect(ended.code === 1 && ended.journal?.outcome === "stopped", ended.output);
    expect(served(place).join() === before, `${served(place).join()} after it`);
  },
  "of one that was killed": async (place, expect) => {
    const [before] = served(place);
    const killed = await deployIn(place, good(place), { killAt: "50 %" });
    expect(killed.code === 137 && served(place).length === 2, killed.output);
    const { code, output } = await back(place);
    expect(code === 0 && served(place).join() === before, output);
    expect(journalIn(place)?.outcome === "returned", "its journal is still open");
  },
  "where a secret was changed": async (place, expect) => {
    const { journal, output } = await deployIn(place, good(place));
    expect(journal?.outcome === "released", output);
    const other = join(place.folder, ".wrangler/other.json");
    writeFileSync(other, JSON.stringify({ SMS_KEY: crypto.randomUUID() }));
    await place.run(["wrangler", "secret", "bulk", other]);
    const stays = served(place).join();
    const refused = await back(place);
    expect(refused.code === 1 && refused.output.includes("SMS_KEY"), refused.output);
    expect(served(place).join() === stays, "it moved visitors");
  },
  "where something was taken away": async (place, expect) => {
    const { journal, output } = await deployIn(place, good(place));
    expect(journal?.outcome === "released", output);
    const stays = served(place).join();
    plantMigration(place.folder, "DROP TABLE IF EXISTS planted;");
    await place.run(["wrangler", "d1", "migrations", "apply", "DB", "--remote"]);
    const refused = await back(place);
    expect(refused.code === 1 && refused.output.includes("_planted.sql"), refused.output);
    expect(served(place).join() === stays, "it moved visitors");
    expect(notes(place).at(-1)?.refused !== undefined, "the refusal was not noted");
  },
  "of the documents Worker": async (place, expect) => {
    const line = ["wrangler", "deploy", "--config", "worker/documents/wrangler.toml"];
    const [before] = served(place, "tms-documents");
    await place.run(line);
    expect(served(place, "tms-documents")[0] !== before, "it was not deployed");
    const { code, output } = await back(place, "--target", "documents");
    expect(code === 0 && served(place, "tms-documents").join() === before, output);
  },
  "of nothing that is there": async (place, expect) => {
    expect((await back(place, "--target", "nowhere")).code === 2, "a target that is none");
    expect((await back(place, "--to", crypto.randomUUID())).code === 2, "a version that is none");
  },
};

const BUILT = ".wrangler/drill-built";
const good = ({ folder }: Place) => artifactWith("good", BUILT, folder);

/** Which versions visitors get. */
const served = ({ edge }: Place, script = "tms"): string[] =>
  edge.stub.account.state.scripts[script]?.deployments[0]?.versions.map(
    ({ version_id }) => version_id,
  ) ?? [];

const back = ({ folder, env }: Place, ...more: string[]) =>
  command(["node", "scripts/production/rollback.ts", ...more], { cwd: folder, env, minutes: 3 });

type Note = { to?: string; from?: string[]; refused?: string };
function notes({ folder }: Place): Note[] {
  const path = join(folder, ".wrangler/deploy/production/rollbacks.jsonl");
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Note);
}

/** Which version the operator is answered by. */
async function answering({ edge, env }: Place): Promise<string | undefined> {
  const headers = { authorization: `Bearer ${env.OPERATOR_KEY}` };
  const answer = await fetch(`${edge.url}/readyz`, { headers });
  return ((await answer.json()) as { version?: string }).version;
}
