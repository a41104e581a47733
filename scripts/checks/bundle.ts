import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const KIB = 1024;
/** `docs`: the budgets a visitor pays for. */
export const budgets = {
  workerGzip: 1024 * KIB,
  /** What Cloudflare takes at most is ten times as much; a start parses all of it. */
  documentsGzip: 1536 * KIB,
  stylesBrotli: 16 * KIB,
  islandBrotli: 15 * KIB,
};

/** What a PDF is made with; it belongs into the documents Worker. */
const pdfLibrary = /%PDF-/;

/** What only a developer's machine and tests may have: parts that fail on purpose too. */
const localOnly = /planted fault|TEST_NOW|\/dev\/(?:kit|mail)|otpauth:\/\/totp\/demo/;

export type Files = ReadonlyMap<string, Uint8Array>;

const brotli = (bytes: Uint8Array) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString("utf8");
const kib = (bytes: number) => `${(bytes / KIB).toFixed(1)} KiB`;

/** The bundle that would be deployed: its size, and what must not be in it. */
export function checkWorkerBundle(files: Files): { findings: string[]; said: string } {
  const shipped = [...files].filter(([path]) => !/\.map$|README\.md$/.test(path));
  if (shipped.length === 0) return { findings: ["there is no bundle"], said: "" };
  const size = gzipSync(Buffer.concat(shipped.map(([, bytes]) => bytes))).length;
  const scripts = shipped.filter(([path]) => path.endsWith(".js"));
  const code = scripts.map(([, bytes]) => text(bytes)).join("\n");
  const findings = [
    ...(size > budgets.workerGzip ? [`the worker is ${kib(size)} gzip`] : []),
    ...[/PBKDF2/i, /\bOR REPLACE\b/, /\beval\(|\bnew Function\(/, localOnly, pdfLibrary].flatMap(
      (word) => {
        const found = word.exec(code);
        return found ? [`the worker contains "${around(code, found)}"`] : [];
      },
    ),
  ];
  return { findings, said: `worker ${kib(size)} gzip of ${kib(budgets.workerGzip)}` };
}

/** The bundle of the documents Worker: it has its fonts, and nothing that draws HTML or SVG. */
export function checkDocumentsBundle(files: Files): { findings: string[]; said: string } {
  const shipped = [...files].filter(([path]) => /\.(js|ttf)$/.test(path));
  const size = gzipSync(Buffer.concat(shipped.map(([, bytes]) => bytes))).length;
  const fonts = shipped.filter(([path]) => path.endsWith(".ttf"));
  const code = text(shipped.find(([path]) => path.endsWith(".js"))?.[1]);
  const findings = [
    ...(size > budgets.documentsGzip ? [`the documents Worker is ${kib(size)} gzip`] : []),
    ...(fonts.length === 2 ? [] : [`the documents Worker has ${fonts.length} fonts`]),
    ...(pdfLibrary.test(code) ? [] : ["the documents Worker has no PDF library"]),
    ...(/FORBID_TAGS|html2canvas-container/.test(code)
      ? ["the documents Worker can draw HTML"]
      : []),
  ];
  return { findings, said: `documents ${kib(size)} gzip of ${kib(budgets.documentsGzip)}` };
}

const around = (code: string, { index, 0: word }: RegExpExecArray) =>
  code.slice(Math.max(0, index - 60), index + word.length + 40).replaceAll(/\s+/g, " ");

/** What a browser loads: the style sheet, and for each island the waker, itself and its chunks. */
export function checkAssets(
  files: Files,
  manifest: Record<string, string>,
): { findings: string[]; said: string[] } {
  const styles = files.get(manifest.styles ?? "");
  if (!styles) return { findings: ["there is no style sheet"], said: [] };
  const islands = Object.entries(manifest)
    .filter(([name]) => name.includes("/"))
    .map(([name, url]) => ({ name, size: loaded(files, [manifest.client ?? "", url]) }))
    .sort((a, b) => b.size - a.size);
  const sheet = brotli(styles);
  return {
    findings: [
      ...(sheet > budgets.stylesBrotli ? [`the style sheet is ${kib(sheet)}`] : []),
      ...islands
        .filter(({ size }) => size > budgets.islandBrotli)
        .map(({ name, size }) => `a page with ${name} loads ${kib(size)} of script`),
    ],
    said: [
      `styles ${kib(sheet)} of ${kib(budgets.stylesBrotli)}`,
      ...islands
        .slice(0, 1)
        .map(
          ({ name, size }) => `largest island ${name} ${kib(size)} of ${kib(budgets.islandBrotli)}`,
        ),
    ],
  };
}

/** The sum over a script and all that it imports, each compressed by itself as it is sent. */
function loaded(files: Files, urls: readonly string[]): number {
  const seen = new Set<string>();
  const follow = (url: string): number => {
    const bytes = files.get(url);
    if (!bytes || seen.has(url)) return 0;
    seen.add(url);
    const imported = [...text(bytes).matchAll(/["'](?:\.\/)([\w-]+\.js)["']/g)];
    return imported.reduce((sum, [, name]) => sum + follow(`/assets/${name}`), brotli(bytes));
  };
  return urls.reduce((sum, url) => sum + follow(url), 0);
}
