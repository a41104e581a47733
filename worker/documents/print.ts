import type { Block, Sheet } from "./input.ts";
import { Paper, WIDTH } from "./paper.ts";

const small = { size: 8, color: "soft" } as const;
const strong = { weight: "bold" } as const;
const GAP = 4;

/** The sheet as a PDF; the same sheet gives the same bytes. */
export async function print(sheet: Sheet): Promise<ArrayBuffer> {
  const paper = new Paper();
  paper.paragraph(sheet.title, { size: 18, weight: "bold" });
  paper.skip(GAP);
  for (const block of sheet.blocks) {
    draw(paper, block);
    paper.skip(GAP);
  }
  // Each page says what it belongs to: they get parted on paper.
  paper.foot(`${sheet.title} · ${sheet.from}`, (n, of) =>
    sheet.pages.replaceAll("{n}", `${n}`).replaceAll("{of}", `${of}`),
  );
  return paper.file({
    title: sheet.title,
    author: sheet.from,
    language: sheet.locale,
    on: new Date(`${sheet.on}T00:00:00Z`),
    id: await idOf(sheet),
  });
}

function draw(paper: Paper, block: Block): void {
  switch (block.kind) {
    case "parties":
      drawParties(paper, block.parties);
      break;
    case "facts":
      drawFacts(paper, block.facts);
      break;
    case "heading":
      paper.need(30); // never alone at the end of a page
      paper.skip(1);
      paper.paragraph(block.text, { size: 12, weight: "bold" });
      break;
    case "text":
      paper.paragraph(block.text);
      break;
    case "table":
      drawTable(paper, block);
      break;
    case "sums":
      drawSums(paper, block.rows);
  }
}

type Of<K extends Block["kind"]> = Extract<Block, { kind: K }>;

function drawParties(paper: Paper, parties: Of<"parties">["parties"]): void {
  const width = (WIDTH - (parties.length - 1) * GAP) / parties.length;
  const columns = parties.map(({ label, lines }) => ({
    label: paper.lines(label, width, small),
    lines: lines.flatMap((line) => paper.lines(line, width)),
  }));
  const height = Math.max(
    ...columns.map(({ label, lines }) => paper.height(label, small) + paper.height(lines)),
  );
  paper.need(height);
  for (const [n, { label, lines }] of columns.entries()) {
    const x = n * (width + GAP);
    paper.put(label, { ...small, x });
    const down = paper.height(label, small) + 0.8;
    paper.skip(down);
    paper.put(lines, { x });
    paper.skip(-down);
  }
  paper.skip(height + 0.8);
}

/** Three facts beside each other, each with its label above. */
function drawFacts(paper: Paper, facts: Of<"facts">["facts"]): void {
  const abreast = 3;
  const width = (WIDTH - (abreast - 1) * GAP) / abreast;
  for (let at = 0; at < facts.length; at += abreast) {
    const row = facts.slice(at, at + abreast).map(({ label, value }) => ({
      label: paper.lines(label, width, small).slice(0, 1),
      value: paper.lines(value, width),
    }));
    const down = paper.height(["label"], small) + 0.4;
    const height = down + Math.max(...row.map(({ value }) => paper.height(value))) + 2;
    paper.need(height);
    for (const [n, { label }] of row.entries())
      paper.put(label, { ...small, x: n * (width + GAP) });
    paper.skip(down);
    for (const [n, { value }] of row.entries()) paper.put(value, { x: n * (width + GAP) });
    paper.skip(height - down);
  }
}

function drawTable(paper: Paper, { columns, rows }: Of<"table">): void {
  const size = 8.5;
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  const gap = 4;
  const room = WIDTH - (columns.length - 1) * gap;
  let x = 0;
  const places = columns.map(({ share, end }) => {
    const place = { x, width: (room * share) / all, end, size };
    x += place.width + gap;
    return place;
  });
  const cellsOf = (texts: readonly string[], style = {}) =>
    places.map((place, n) => paper.lines(texts[n] ?? "", place.width, { size, ...style }));
  const heightOf = (cells: readonly string[][]) =>
    Math.max(...cells.map((lines) => paper.height(lines, { size }))) + 2;
  const row = (cells: readonly string[][], style = {}) => {
    paper.skip(1.2);
    for (const [n, lines] of cells.entries()) paper.put(lines, { ...places[n], ...style });
    paper.skip(heightOf(cells) - 1.2);
  };
  const labels = cellsOf(
    columns.map(({ label }) => label),
    strong,
  );
  const head = () => {
    row(labels, strong);
    paper.rule({ strong: true });
  };
  paper.need(heightOf(labels) + 12);
  head();
  for (const texts of rows) {
    const cells = cellsOf(texts);
    if (paper.need(heightOf(cells))) head(); // each page says again what its columns are
    row(cells);
    paper.rule();
  }
}

function drawSums(paper: Paper, rows: Of<"sums">["rows"]): void {
  const width = WIDTH * 0.55;
  const x = WIDTH - width;
  paper.need(rows.length * 6);
  for (const { label, value, strong: counts } of rows) {
    const style = counts ? ({ size: 11, weight: "bold" } as const) : {};
    const lines = paper.lines(label, width * 0.65, style);
    if (counts) paper.rule({ x, width, strong: true });
    paper.skip(counts ? 1.6 : 0.6);
    paper.put(lines, { ...style, x });
    paper.put([value], { ...style, x, width, end: true });
    paper.skip(paper.height(lines, style) + 0.6);
  }
}

async function idOf(sheet: Sheet): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(sheet));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
