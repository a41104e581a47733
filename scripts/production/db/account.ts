import { readFileSync } from "node:fs";
import * as z from "zod";
import { valuesOf } from "../check/project.ts";
import { writeWhole } from "../env/write.ts";
import { inTheEu, jsonIn, wrangler } from "../wrangler.ts";

const Databases = z.array(z.object({ uuid: z.string(), name: z.string() }));

/**
 * Makes what wrangler.toml names and the account has not, and migrates. Says each thing that it
 * did; what is there stays.
 */
export async function* setUpAccount(config: string): AsyncGenerator<string> {
  const toml = () => readFileSync(config, "utf8");
  const run = async (...args: readonly string[]): Promise<string> => {
    const said = await wrangler(config, ...args);
    if ("why" in said) throw new Error(`wrangler ${args.slice(0, 3).join(" ")}: ${said.why}`);
    return said.told;
  };
  const [name = "tms"] = valuesOf(toml(), "database_name");
  const databases = async () => Databases.parse(jsonIn(await run("d1", "list", "--json")));
  const called = (list: z.output<typeof Databases>) => list.find((one) => one.name === name);
  let found = called(await databases());
  if (!found) {
    // Cannot be changed later: what is here stays in the EU.
    await run("d1", "create", name, ...inTheEu);
    found = called(await databases());
    yield `Made the database ${name}, in the EU`;
  }
  if (!found) throw new Error(`The account does not show the database ${name}`);
  const before = toml();
  const after = before.replace(/^database_id = ".*"$/m, `database_id = "${found.uuid}"`);
  if (after !== before) {
    writeWhole(config, after);
    yield `Wrote its id into ${config}`;
  }
  const words = (text: string) => new Set(text.match(/[\w-]+/g));
  const queues = words(await run("queues", "list"));
  const wanted = [...valuesOf(after, "queue"), ...valuesOf(after, "dead_letter_queue")];
  for (const queue of new Set(wanted))
    if (!queues.has(queue)) {
      await run("queues", "create", queue);
      yield `Made the queue ${queue}`;
    }
  const buckets = words(await run("r2", "bucket", "list", ...inTheEu));
  for (const bucket of valuesOf(after, "bucket_name"))
    if (!buckets.has(bucket)) {
      await run("r2", "bucket", "create", bucket, ...inTheEu);
      yield `Made the bucket ${bucket}, in the EU`;
    }
  await run("d1", "migrations", "apply", "DB", "--remote");
  yield `The database ${name} has every migration`;
}
