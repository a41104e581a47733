import { isTest, type Tree, where, withoutComments } from "./tree.ts";

/** One kind of code in both languages, as `web/words.ts` gathers it. */
export type Coded = { nb: Record<string, string>; en: Record<string, string> };
export type Words = Record<"problems" | "flashes" | "actions" | "sources", Coded>;

type Use = { kind: keyof Words; code: string; path: string };

const code = '"([a-z0-9_]+(?:\\.[a-z0-9_]+)?)"';
const uses: readonly { kind: keyof Words; pattern: RegExp; only?: RegExp }[] = [
  { kind: "problems", pattern: new RegExp(`new Problem\\(\\s*\\d+,\\s*${code}`, "g") },
  { kind: "problems", pattern: new RegExp(`fieldProblem\\(\\s*[^,]+,\\s*${code}`, "g") },
  { kind: "problems", pattern: new RegExp(`refused?\\(\\s*${code}`, "g") },
  { kind: "problems", pattern: new RegExp(`"\\w+\\.[\\w., ]+": \\["\\w+", ${code}\\]`, "g") },
  { kind: "problems", pattern: new RegExp(`\\bcode: ${code}`, "g"), only: /\/rules/ },
  { kind: "problems", pattern: new RegExp(`\\b(?:message|error): ${code}`, "g"), only: /\/input/ },
  { kind: "problems", pattern: new RegExp(`\\braises: \\[${code}\\]`, "g") },
  { kind: "sources", pattern: new RegExp(`\\bsource: ${code}`, "g"), only: /\/rules/ },
  { kind: "flashes", pattern: new RegExp(`\\bflash: ${code}`, "g") },
  { kind: "flashes", pattern: new RegExp(`leaveFlash\\(\\w+, ${code}`, "g") },
  { kind: "actions", pattern: new RegExp(`\\baction: ${code}`, "g") },
];

/** Codes without words in both languages, and Norwegian that stands outside of the words. */
export function checkWords(tree: Tree, words: Words): string[] {
  const sources = [...tree].filter(([path]) => path.startsWith("worker/") && !isTest(path));
  const used = sources.flatMap(([path, text]) => usesIn(path, withoutComments(text)));
  if (used.length === 0) return ["no code was read: the checker itself is broken"];
  const seen = new Set(used.map((use) => use.code));
  return [
    ...uneven(words),
    ...new Set(used.flatMap((use) => wordless(use, words))),
    ...new Set(strays(sources, words, seen)),
    ...[...tree].filter(([path]) => !mayBeNorwegian(path)).flatMap(norwegianIn),
  ];
}

function usesIn(path: string, text: string): Use[] {
  return uses
    .filter(({ only }) => !only || only.test(path))
    .flatMap(({ kind, pattern }) =>
      [...text.matchAll(pattern)].map(([, found = ""]) => ({ kind, code: found, path })),
    );
}

function wordless({ kind, code, path }: Use, words: Words): string[] {
  return words[kind].nb[code] ? [] : [`${path}: "${code}" has no words among the ${kind}`];
}

/** A code that one language has and the other lacks, or that says nothing. */
function uneven(words: Words): string[] {
  return Object.entries(words).flatMap(([kind, { nb, en }]) =>
    [...new Set([...Object.keys(nb), ...Object.keys(en)])]
      .filter((name) => !nb[name]?.trim() || !en[name]?.trim())
      .map((name) => `${kind}: "${name}" must have words in both languages`),
  );
}

/**
 * Codes also travel through variables. So every text `module.something` in a module must be known
 * as some kind of code, or be a topic of the outbox.
 */
function strays(
  sources: readonly (readonly [string, string])[],
  words: Words,
  seen: ReadonlySet<string>,
): string[] {
  const modules = new Set(sources.flatMap(([path]) => path.split("/")[2] ?? []));
  const topics = new Set(
    sources.flatMap(([, text]) =>
      [...text.matchAll(/\btopic: "([a-z_.]+)"/g)].map((match) => match[1]),
    ),
  );
  return sources.flatMap(([path, text]) =>
    [...withoutComments(text).matchAll(/"([a-z_]+)\.([a-z0-9_]+)"(?!:)/g)]
      .filter(([, module = ""]) => modules.has(module) && path.startsWith("worker/modules/"))
      .map(([, module, name]) => `${module}.${name}`)
      .filter((name) => !topics.has(name) && !seen.has(name))
      .filter((name) => !Object.values(words).some(({ nb }) => nb[name]))
      .map((name) => `${path}: "${name}" is a code of no kind: give it words`),
  );
}

// Texts for people live in words; these speak of letters, of law by its name, or to developers.
const mayBeNorwegian = (path: string) =>
  !/^(worker|web)\//.test(path) ||
  isTest(path) ||
  /(^|[/_])words(\.ts$|\/)/.test(path) ||
  /^worker\/lib\/(fold|csv)\.ts$/.test(path) ||
  /^web\/(nav\.ts|errors\.tsx)$/.test(path) || // the shell's own few words stand beside their use
  /^web\/modules\/dev\//.test(path);

// A pattern that accepts Norwegian letters is no text for people.
const regex = /(?<=[(,=:[]\s?)\/(?![*/])(?:\\.|\[[^\]\n]*\]|[^/\n\\[])+\/[a-z]*/g;

function norwegianIn([path, text]: readonly [string, string]): string[] {
  return where(path, withoutComments(text).replaceAll(regex, ""), /[æøåÆØÅ]/).map(
    (line) => `${line} (texts for people belong in words.ts)`,
  );
}
