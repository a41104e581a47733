import { build } from "esbuild";

export type Asked = [sql: string, params: unknown[]];

// Only the queries are wanted: what needs the worker's own runtime is left empty.
const entry = `
  export { readRegister } from "#worker/modules/students/register/queries.ts";
  export { StudentListPage } from "#worker/modules/students/register/input.ts";
`;

/** What the page of the student register asks the database, as its own code asks it. */
export async function queriesOfList(schoolId: string): Promise<Asked[]> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: ".", loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    define: { LOCAL: "true" },
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".wasm": "empty" },
    plugins: [
      {
        name: "no-runtime",
        setup(bundler) {
          bundler.onResolve({ filter: /^cloudflare:/ }, ({ path }) => ({
            path,
            namespace: "none",
          }));
          bundler.onLoad({ filter: /.*/, namespace: "none" }, () => ({
            contents:
              "export class DurableObject {}\nexport const env = {};\nexport const connect = () => {};",
          }));
        },
      },
    ],
    logLevel: "silent",
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  const { readRegister, StudentListPage } = await import(`data:text/javascript;base64,${code}`);
  const { drizzle } = await import("drizzle-orm/d1");
  const asked: Asked[] = [];
  const statement = (sql: string, params: unknown[] = []) => ({
    sql,
    params,
    bind: (...bound: unknown[]) => statement(sql, bound),
  });
  const recorder = {
    prepare: (sql: string) => statement(sql),
    batch: async (all: { sql: string; params: unknown[] }[]) => {
      asked.push(...all.map(({ sql, params }): Asked => [sql, params]));
      return all.map(() => ({ results: [] }));
    },
  };
  const { cols: _, ...list } = StudentListPage.parse({});
  const actor = { id: "bench", schoolId, roles: [], grants: [], locale: "nb" };
  const db = drizzle(recorder as unknown as D1Database);
  await readRegister({ db, actor, now: new Date().toISOString() }, list);
  return asked;
}
