import { isTest, type Tree, where, withoutComments } from "./tree.ts";

type Ban = {
  word: RegExp;
  why: string;
  /** Where the word is no fault. */
  but?: (path: string) => boolean;
  /** It is a fault in a comment too. */
  comments?: true;
};

const product = (path: string) => /^(worker|web)\//.test(path);

const LOG = "worker/lib/log.ts";
const OPENERS = ["worker/lib/databases.ts", "worker/lib/replicas.ts"];

const bans: readonly Ban[] = [
  {
    word: /\bOR REPLACE\b/i,
    why: "it deletes rows without their triggers",
    but: isTest,
  },
  { word: /PBKDF2/i, why: "capped in production, not locally", but: (path) => !product(path) },
  { word: /\beval\(|\bnew Function\(/, why: "the policy forbids it" },
  {
    word: /dangerouslySetInnerHTML/,
    why: "only the shell may place rendered HTML",
    but: (path) => path.startsWith("web/shell"),
  },
  { word: /\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML/, why: "trusted types forbid it" },
  { word: /Math\.random\(/, why: "not random enough, and not repeatable" },
  { word: /\b(LIKE|GLOB)\b|\b(like|glob) (\$\{|[?'(])/, why: "a scan; use search_terms" },
  { word: /\b(like|notLike|ilike)\(/, why: "a scan; use search_terms" },
  {
    word: /\bconsole\./,
    why: "the product logs through lib/log.ts, where each key is known",
    but: (path) => !product(path) || isTest(path) || ["web/build.ts", LOG].includes(path),
  },
  {
    word: /(?<![.\w]|override )fetch\(/, // an object that answers a request declares a method
    why: "calls leave through lib/fetch_out.ts, which has a time limit",
    but: (path) =>
      !path.startsWith("worker/") || path === "worker/lib/fetch_out.ts" || isTest(path),
  },
  {
    word: /\bdrizzle\(|\.withSession\(/,
    why: "a database is opened by lib/databases.ts, for a request by lib/replicas.ts",
    but: (path) => !path.startsWith("worker/") || isTest(path) || OPENERS.includes(path),
  },
  {
    word: /import \{[^}]*\bz\b[^}]*\} from "zod"/,
    why: 'write `import * as z from "zod"`: 70 kB less',
  },
  { word: /\bas any\b|: any\b|<any>/, why: "say what it is" },
  { word: /@ts-(ignore|nocheck|expect-error)/, why: "make it type", comments: true },
  { word: /\b(it|test|describe)\.(only|todo)\(/, why: "a test is there or it is not" },
];

/** Words that have cost others dearly, each with its reason. */
export function checkBanned(tree: Tree): string[] {
  if (tree.size === 0) return ["no file was read: the checker itself is broken"];
  return [...tree].flatMap(([path, text]) => {
    if (path.startsWith("scripts/checks/")) return []; // they name the words
    const code = withoutComments(text);
    return bans
      .filter(({ but }) => !but?.(path))
      .flatMap(({ word, why, comments }) =>
        where(path, comments ? text : code, word).map((line) => `${line} (${why})`),
      );
  });
}
