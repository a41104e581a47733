import { signedIn } from "../../bench/visitor.ts";
import { type Part, type Tally, verdict } from "../gates/part.ts";
import { bundle, forget, freshData, serve } from "../serve/serve.ts";
import { drive, plantedInLog } from "./canary/drive.ts";
import { filesIn, leaksIn, newSecrets, place } from "./canary/secrets.ts";

/**
 * National ids, passwords and tokens of this run alone go through the product; then every answer,
 * the log, every file of the data and the bundle are searched for them.
 */
export const canary: Part = { name: "canary", run: prove };

async function prove(): Promise<Tally> {
  const secrets = newSecrets();
  const script = await bundle({ out: ".wrangler/prove" });
  const persist = await freshData();
  const log = listen();
  try {
    const served = await serve({ script, persist, host: "127.0.0.1" });
    const cookie = await signedIn(served.url);
    const page = await (await fetch(`${served.url}/account`, { headers: { cookie } })).text();
    const token = /name="_token" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const answers = await drive({ ...served, cookie, token }, secrets);
    const cron = encodeURIComponent("* * * * *");
    const rung = await fetch(`${served.url}/cdn-cgi/local/scheduled?cron=${cron}`);
    if (!rung.ok) throw new Error(`The minute's cron answered ${rung.status}: it has not run`);
    await served.close();
    // The secret half of the session's cookie is a secret too.
    const all = { ...secrets, session: /__Host-sid=[^;]*\.([\w-]{20,})/.exec(cookie)?.[1] ?? "" };
    if (!all.session) throw new Error("There is no session cookie: the proof would prove nothing");
    const data = filesIn(`${persist}/v3/**/*`);
    const places = [
      ...answers,
      ...data,
      ...filesIn(".wrangler/prove/*.js", "web/dist/**/*"),
      place("the log", log.text()),
    ];
    console.log(
      `  ${places.length} places: ${answers.length} answers, ${data.length} files of data`,
    );
    return verdict([...leaksIn(places, all), ...blind(places, secrets)]);
  } finally {
    log.stop();
    forget(persist);
  }
}

/** What the search must find, or it has looked nowhere: a name in the data, a planted word in the log. */
function blind(places: ReturnType<typeof filesIn>, secrets: Record<string, string>): string[] {
  const finds = (name: string, word: string) =>
    leaksIn(
      places.filter((one) => one.name.includes(name)),
      { planted: word },
    ).length > 0;
  const planted = leaksIn([place("planted", `x ${secrets.nationalId} y`)], secrets);
  return [
    ...(finds("/d1/", "Kanari") ? [] : ["the data was not looked into: a name is not found there"]),
    ...(finds("the log", plantedInLog)
      ? []
      : ["the log was not heard: a planted word is not in it"]),
    ...(planted.length === 1 ? [] : ["a planted leak was not found"]),
  ];
}

/** Everything that is written to the terminal meanwhile. */
function listen() {
  const heard: string[] = [];
  const outs = [process.stdout, process.stderr] as const;
  const before = outs.map((out) => out.write);
  for (const out of outs) {
    const write = out.write.bind(out) as (...all: unknown[]) => boolean;
    out.write = ((...all: unknown[]) => {
      heard.push(String(all[0]));
      return write(...all);
    }) as typeof out.write;
  }
  return {
    text: () => heard.join(""),
    stop: () => {
      for (const [at, out] of outs.entries()) out.write = before[at] ?? out.write;
    },
  };
}
