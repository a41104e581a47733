import * as z from "zod";
import { inTheEu, jsonIn, type Said, wrangler } from "../../wrangler.ts";
import type { Asked, Project } from "../project.ts";

const Databases = z.array(z.object({ uuid: z.string(), name: z.string() }));
const Query = z.array(
  z.object({
    results: z.array(z.object({ name: z.string() })),
    meta: z.object({ size_after: z.number().default(0) }),
  }),
);
const Bookmark = z.object({ bookmark: z.string() });
const Names = z.array(z.object({ name: z.string() }));

const read = <T>(said: Said, parse: (text: string) => T): Asked<T> => {
  if ("why" in said) return said;
  try {
    return { told: parse(said.told) };
  } catch {
    return { why: "wrangler answered something else than expected" };
  }
};

/** Every word of a table that wrangler draws, or of a list that it prints. */
const wordsOf = (text: string): string[] => text.match(/[\w-]+/g) ?? [];

/** What the account says, asked through wrangler: two questions at a time. */
export async function askCloudflare(config: string): Promise<Project["cloudflare"]> {
  const ask = (...args: readonly string[]) => wrangler(config, ...args);
  const head = "select name from d1_migrations order by id desc limit 1";
  const [list, query] = await Promise.all([
    ask("d1", "list", "--json"),
    ask("d1", "execute", "DB", "--remote", "--yes", "--json", "--command", head),
  ]);
  const [bookmark, queues] = await Promise.all([
    ask("d1", "time-travel", "info", "DB", "--json"),
    ask("queues", "list"),
  ]);
  const [buckets, secrets] = await Promise.all([
    ask("r2", "bucket", "list", ...inTheEu),
    ask("secret", "list", "--format", "json"),
  ]);
  return {
    databases: read(list, (text) => Databases.parse(jsonIn(text))),
    database: read(query, (text) => {
      const [answer] = Query.parse(jsonIn(text));
      return { head: answer?.results[0]?.name ?? "", bytes: answer?.meta.size_after ?? 0 };
    }),
    bookmark: read(bookmark, (text) => Bookmark.parse(jsonIn(text)).bookmark),
    queues: read(queues, wordsOf),
    buckets: read(buckets, wordsOf),
    secrets: read(secrets, (text) => Names.parse(jsonIn(text)).map(({ name }) => name)),
  };
}
