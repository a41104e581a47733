import { dirname } from "node:path";
import { build } from "esbuild";
import { documentsConfig } from "../dev/wrangler.ts";

/** That Worker for Miniflare, built as its settings say, for tests and for what `serve()` serves. */
export async function documentsWorker() {
  // Wrangler brings Miniflare, which reads whom workerd is to trust when it is loaded: not sooner
  // than asked for, or the settings of the tests would come too late.
  const { unstable_readConfig } = await import("wrangler");
  const config = unstable_readConfig({ config: documentsConfig });
  const folder = dirname(documentsConfig);
  const { outputFiles } = await build({
    entryPoints: [config.main ?? `${folder}/main.ts`],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
    loader: { ".ttf": "binary" },
    alias: Object.fromEntries(
      Object.entries(config.alias ?? {}).map(([name, path]) => [name, `./${folder}/${path}`]),
    ),
    logLevel: "error",
  });
  return {
    name: config.name ?? "tms-documents",
    compatibilityDate: config.compatibility_date ?? "",
    modules: [{ type: "ESModule" as const, path: "main.js", contents: outputFiles[0]?.text ?? "" }],
  };
}
