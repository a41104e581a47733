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
 *   npm run logs -- --remote --env staging       needs `npx wrangler login`
 *
 * @module
 */
import { spawn } from "node:child_process";
import { createReadStream, existsSync, readFileSync, watchFile } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { parseArgs } from "node:util";
import { human, type Line, LOG_FILE, linesOfTail, matches, readLine } from "./logs/lines.ts";

const { values } = parseArgs({
  options: {
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
    env: { type: "string" },
  },
});

const write = (line: Line) => console.log(values.json ? JSON.stringify(line) : human(line));
const wanted = (line: Line | undefined): line is Line =>
  line !== undefined && matches(line, values);

if (values.remote) await tail();
else showLocal();

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

/** What production says from now on; wrangler prints each event as JSON over several lines. */
async function tail(): Promise<void> {
  const env = values.env ? ["--env", values.env] : [];
  const line = ["node_modules/wrangler/bin/wrangler.js", "tail", "--format", "json", ...env];
  const child = spawn(process.execPath, line, { stdio: ["inherit", "pipe", "inherit"] });
  for await (const event of objectsIn(child.stdout))
    for (const one of linesOfTail(event)) if (wanted(one)) write(one);
}

/** JSON objects one after the other, however many lines each takes. */
async function* objectsIn(stream: Readable): AsyncGenerator<unknown> {
  let text = "";
  for await (const piece of createInterface({ input: stream })) {
    text += `${piece}\n`;
    try {
      yield JSON.parse(text);
      text = "";
    } catch {
      if (text.length > 5_000_000) text = ""; // no event is as long
    }
  }
}
