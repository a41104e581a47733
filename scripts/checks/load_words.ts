import { build } from "esbuild";
import type { Words } from "./words.ts";

/** The words as the product gathers them; bundled, since Node reads no JSX. */
export async function loadWords(): Promise<Words> {
  const { outputFiles } = await build({
    entryPoints: ["web/words.ts"],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "silent",
  });
  const text = outputFiles[0]?.text ?? "";
  const loaded = await import(
    `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`
  );
  return (loaded as { codedWords: Words }).codedWords;
}
