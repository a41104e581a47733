/**
 * Shows the product's log: that of this machine, or with `--remote` what production says now.
 *
 *   npm run logs                                 what npm start left here
 *   npm run logs -- --follow                     and what comes
 *   npm run logs -- --level warn --last 50       this level and above, the last so many
 *   npm run logs -- --route /students            requests of these routes
 *   npm run logs -- --request ID                 all that one request left behind
 *   npm run logs -- --event outbox.failed --school ID
 *   npm run logs -- --json                       the lines as they are
 *   npm run logs -- --remote                     production's, as it comes; asks Cloudflare
 *   npm run logs -- --remote --target staging    another Worker's: staging or documents
 *
 * @module
 */
import { createReadStream, existsSync, readFileSync, watchFile } from "node:fs";
import { createInterface } from "node:readline";
import { startWrangler } from "./dev/wrangler.ts";
import { flagsOf } from "./flags.ts";
import { human, type Line, LOG_FILE, matches, readLine } from "./logs/lines.ts";
import { eventsIn, linesOfTail } from "./logs/tail.ts";
import { configOf } from "./production/targets.ts";

const values = flagsOf({
  remote: { type: "boolean", default: false },
  follow: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  level: { type: "string" },
  route: { type: "string" },
  request: { type: "string" },
  event: { type: "string" },
  school: { type: "string" },
  last: { type: "string", default: "200" },
  file: { type: "string", default: LOG_FILE },
  target: { type: "string", default: "production" },
});

const write = (line: Line) => console.log(values.json ? JSON.stringify(line) : human(line));
const wanted = (line: Line | undefined): line is Line =>
  line !== undefined && matches(line, values);

if (!values.remote) showLocal();
else
  await tail().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });

function showLocal(): void {
  const { file } = values;
  if (!existsSync(file) && !values.follow) {
    console.error(
      `There is no log in ${file} yet. npm start writes it; --remote shows production's`,
    );
    process.exit(1);
  }
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const lines = text.split("\n").map(readLine).filter(wanted);
  for (const line of lines.slice(-Number(values.last))) write(line);
  if (values.follow) follow(file, Buffer.byteLength(text));
}

function follow(file: string, from: number): void {
  let start = from;
  watchFile(file, { interval: 300 }, ({ size }) => {
    if (size < start) start = 0; // it was put away, and another begins
    const input = createReadStream(file, { start, end: Math.max(start, size - 1) });
    start = size;
    createInterface({ input }).on("line", (text) => {
      const line = readLine(text);
      if (wanted(line)) write(line);
    });
  });
}

/** What a deployed Worker says from now on, until it is interrupted. */
async function tail(): Promise<void> {
  const config = ["--config", configOf(values.target)];
  const child = startWrangler(["tail", "--format", "json", ...config], "pipe");
  child.stderr?.pipe(process.stderr);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => child.kill(signal)); // it takes its ear away first
  const ended = new Promise<number | null>((done) => child.once("close", done));
  if (child.stdout)
    for await (const event of eventsIn(createInterface({ input: child.stdout })))
      for (const line of linesOfTail(event)) if (wanted(line)) write(line);
  if ((await ended) !== 0) {
    console.error("Cannot listen: npx wrangler login, or CLOUDFLARE_API_TOKEN");
    process.exitCode = 1;
  }
}
