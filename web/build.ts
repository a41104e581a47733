import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, relative } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build, type Metafile, type OutputFile, type Plugin } from "esbuild";
import { pruned } from "./prune_css.ts";

// What goes to the browser: islands, the service worker, one style sheet, the icons; each under a name that is its hash.

const out = "web/dist";
const islands = [...globSync("web/modules/*/islands/*.tsx"), ...globSync("web/ui/islands/*.tsx")];
// Cloudflare ignores what is more.
const MOST_RULES = 100;
const budget = { styles: 16 * 1024 };

/** Designsystemet draws its icons by data: URLs, which our policy refuses; ours are in the page. */
const noDataUrls: Plugin = {
  name: "no-data-urls",
  setup(bundler) {
    bundler.onLoad({ filter: /designsystemet-css.*\.css$/ }, ({ path }) => ({
      contents: pruned(readFileSync(path, "utf8").replaceAll(/url\("data:[^"]*"\)/g, "none")),
      loader: "css",
    }));
  },
};

const { metafile, outputFiles } = await build({
  entryPoints: [
    ...["web/islands/client.ts", "web/modules/offline/sw.ts", "web/styles/main.css"],
    ...["web/styles/icon.svg", "web/styles/icon_192.png", "web/styles/icon_512.png"],
    ...islands,
  ],
  outdir: `${out}/assets`,
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  metafile: true,
  write: false,
  jsx: "automatic",
  jsxImportSource: "preact",
  target: ["chrome111", "firefox115", "safari16.4"],
  loader: { ".svg": "copy", ".png": "copy" },
  plugins: [noDataUrls],
  legalComments: "none",
});

mkdirSync(`${out}/assets`, { recursive: true });
for (const file of outputFiles) writeChanged(file.path, file.contents);
writeChanged("web/assets.gen.json", `${JSON.stringify(manifest(metafile), null, 2)}\n`);
sweep(outputFiles);
writeChanged(`${out}/_headers`, headers(globSync(`${out}/assets/*`)));
report(outputFiles);

/** Wrangler watches: a file that did not change must not look as if it had. */
function writeChanged(path: string, contents: string | Uint8Array) {
  const next = Buffer.from(contents);
  if (existsSync(path) && readFileSync(path).equals(next)) return;
  writeFileSync(path, next);
}

function manifest({ outputs }: Metafile): Record<string, string> {
  const urls = Object.entries(outputs).flatMap(([path, { entryPoint, inputs }]) => {
    const source = entryPoint ?? Object.keys(inputs)[0] ?? "";
    const name = nameOf(source);
    return name ? [[name, path.replace(out, "")] as const] : [];
  });
  return Object.fromEntries(urls.sort());
}

function nameOf(source: string): string | undefined {
  if (source === "web/islands/client.ts") return "client";
  if (source === "web/styles/main.css") return "styles";
  if (source === "web/modules/offline/sw.ts") return "sw";
  const icon = /^web\/styles\/icon(?:_(\d+))?\.(?:svg|png)$/.exec(source);
  if (icon) return `icon${icon[1] ?? ""}`;
  const island = /web\/(?:modules\/)?([^/]+)\/islands\/([^/.]+)\.tsx$/.exec(source);
  return island ? `${island[1]}/${island[2]}` : undefined;
}

/**
 * Assets do not pass through the worker, so what it adds to an answer is said here again. Only a
 * file that is there may be kept: a 404 that a browser kept for a year would outlive its reason,
 * such as a page of the next release that was answered by the one before.
 */
function headers(paths: readonly string[]): string {
  if (paths.length >= MOST_RULES)
    throw new Error(`${paths.length} assets, and _headers may have ${MOST_RULES} rules`);
  const kept = [...paths].sort().map(
    (path) => `${path.replace(out, "")}
  ! Cache-Control
  Cache-Control: public, max-age=31536000, immutable
`,
  );
  return `/assets/*
  Cache-Control: no-store
  Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'
  Cross-Origin-Resource-Policy: same-origin
  Referrer-Policy: no-referrer
  Strict-Transport-Security: max-age=63072000; includeSubDomains
  X-Content-Type-Options: nosniff
  X-Robots-Tag: noindex
${kept.join("")}`;
}

/** Yesterday's files go; those of an hour ago stay for the page that is open in a browser. */
function sweep(files: readonly OutputFile[]) {
  const current = new Set(files.map(({ path }) => relative(".", path)));
  for (const path of globSync(`${out}/assets/*`)) {
    if (current.has(path) || Date.now() - statSync(path).mtimeMs < 3_600_000) continue;
    rmSync(path, { force: true });
  }
}

function report(files: readonly OutputFile[]) {
  for (const { path, contents } of files) {
    const size = brotliCompressSync(contents).length;
    console.log(`${basename(path).padEnd(32)} ${contents.length} bytes, brotli ${size}`);
    if (path.endsWith(".css") && size > budget.styles) {
      console.error(`The style sheet is ${size} bytes, its budget is ${budget.styles}`);
      process.exitCode = 1;
    }
  }
}
