import { dirname, join, normalize } from "node:path";
import { isTest, type Tree } from "./tree.ts";

type Edge = { from: string; to: string; typeOnly: boolean };
type Rule = { says: string; breaks: (edge: Edge) => boolean };

const statement =
  /^\s*(?:import|export)\s+(type\s)?(?:((?:[^;"'])*?)\sfrom\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

const moduleOf = (path: string) => /^(?:worker|web)\/modules\/([^/]+)\//.exec(path)?.[1];
const nameOf = (path: string) => path.split("/").at(-1) ?? "";
const inModules = (path: string) => path.startsWith("worker/modules/");
const isInput = (path: string) => inModules(path) && /\/input(\.ts$|\/)/.test(path);
const isMod = (path: string) => /^worker\/modules\/[^/]+\/mod\.ts$/.test(path);

// What the browser may have as well: zod, and what is made of zod alone.
const isomorphic = ["list", "fields", "due", "orgnr", "money", "bank_account"].map(
  (name) => `worker/lib/${name}.ts`,
);

const rules: readonly Rule[] = [
  {
    says: "another module is used through its mod.ts only",
    breaks: ({ from, to, typeOnly }) =>
      inModules(from) &&
      inModules(to) &&
      moduleOf(from) !== moduleOf(to) &&
      !isMod(to) &&
      !(nameOf(from) === "schema.ts" && nameOf(to) === "schema.ts") &&
      !(isInput(from) && isInput(to)) &&
      !(nameOf(from) === "schema.ts" && isInput(to) && typeOnly) &&
      !(isTest(from) && (typeOnly || nameOf(to) === "schema.ts" || isInput(to))),
  },
  {
    says: "mod.ts exports no doors",
    breaks: ({ from, to }) => isMod(from) && /\/(api|pages)\.tsx?$/.test(to),
  },
  {
    says: "doors are opened by app.tsx and doors.ts alone",
    breaks: ({ from, to, typeOnly }) =>
      inModules(to) &&
      /\/(api|pages)\.tsx?$/.test(to) &&
      from !== "worker/app.tsx" &&
      from !== "worker/doors.ts" &&
      moduleOf(from) !== moduleOf(to) &&
      !typeOnly,
  },
  {
    says: "worker/lib knows no module",
    breaks: ({ from, to }) => /^worker\/lib\//.test(from) && moduleOf(to) !== undefined,
  },
  {
    says: "worker/objects uses modules through mod.ts only",
    breaks: ({ from, to }) => /^worker\/objects\//.test(from) && inModules(to) && !isMod(to),
  },
  {
    says: "the documents Worker knows no module and nothing of the product but this folder",
    breaks: ({ from, to }) =>
      from.startsWith("worker/documents/") &&
      !isTest(from) &&
      /^(worker|web)\//.test(to) &&
      !to.startsWith("worker/documents/"),
  },
  {
    says: "the product takes only types from the documents Worker",
    breaks: ({ from, to, typeOnly }) =>
      to.startsWith("worker/documents/") && !from.startsWith("worker/documents/") && !typeOnly,
  },
  {
    says: "web takes from worker only types, input.ts and what of lib is isomorphic",
    breaks: ({ from, to, typeOnly }) =>
      from.startsWith("web/") &&
      to.startsWith("worker/") &&
      !typeOnly &&
      !isInput(to) &&
      !isomorphic.includes(to) &&
      !isTest(from),
  },
  {
    says: "web/ui knows no module",
    breaks: ({ from, to }) => from.startsWith("web/ui/") && moduleOf(to) !== undefined,
  },
  {
    says: "the product does not import its tests or scripts",
    breaks: ({ from, to }) =>
      /^(worker|web)\//.test(from) &&
      !isTest(from) &&
      /^(worker\/test|scripts|e2e|bench)\//.test(to),
  },
  {
    says: "input.ts is for the browser too: zod, what of lib is isomorphic and other input",
    breaks: ({ from, to, typeOnly }) =>
      isInput(from) &&
      !isTest(from) &&
      !typeOnly &&
      to !== "zod" &&
      !isomorphic.includes(to) &&
      !isInput(to),
  },
  {
    says: "rules.ts touches no database",
    breaks: ({ from, to, typeOnly }) =>
      inModules(from) &&
      /\/rules(\.ts$|\/)/.test(from) &&
      !isTest(from) &&
      !typeOnly &&
      (/\/(queries|actions|schema)(\.ts$|\/)/.test(to) || /^drizzle-orm/.test(to)),
  },
  {
    says: "views.tsx knows no hono and no database",
    breaks: ({ from, to, typeOnly }) =>
      from.startsWith("web/") && !typeOnly && /^(hono|drizzle-orm)/.test(to),
  },
];

/** What is imported against the layout, and where values import each other in a circle. */
export function checkImports(tree: Tree): string[] {
  const edges = [...tree].flatMap(([from, text]) => edgesOf(from, text));
  const own = edges.filter(({ to }) => tree.has(to));
  if (own.length === 0) return ["no import was read: the checker itself is broken"];
  const broken = edges.flatMap((edge) =>
    rules
      .filter((rule) => rule.breaks(edge))
      .map((rule) => `${edge.from} -> ${edge.to}: ${rule.says}`),
  );
  return [...broken, ...cycles(own.filter((edge) => !edge.typeOnly))];
}

function edgesOf(from: string, text: string): Edge[] {
  return [...text.matchAll(statement)].map(([, type, names = "", fixed = "", dynamic = ""]) => ({
    from,
    to: target(from, fixed || dynamic),
    typeOnly: type !== undefined || onlyTypes(names),
  }));
}

/** `import { type A, type B }` takes types too. */
function onlyTypes(names: string): boolean {
  const listed = /^\s*\{([\s\S]*)\}\s*$/.exec(names)?.[1]?.split(",") ?? [];
  const real = listed.map((name) => name.trim()).filter(Boolean);
  return real.length > 0 && real.every((name) => name.startsWith("type "));
}

function target(from: string, to: string): string {
  if (/^#(worker|web)\//.test(to)) return to.slice(1);
  if (to.startsWith(".")) return normalize(join(dirname(from), to)).replaceAll("\\", "/");
  return to;
}

function cycles(edges: readonly Edge[]): string[] {
  const next = Map.groupBy(edges, (edge) => edge.from);
  const state = new Map<string, "open" | "done">();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      found.push(`cycle: ${[...path.slice(path.indexOf(file)), file].join(" -> ")}`);
      return;
    }
    state.set(file, "open");
    for (const { to } of next.get(file) ?? []) visit(to, [...path, file]);
    state.set(file, "done");
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}
