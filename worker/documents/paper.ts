import { jsPDF } from "jspdf";
import { addFonts, useFont, type Weight } from "./fonts.ts";

/** Millimetres of an A4 page, and what is kept free around. */
const PAGE = { width: 210, height: 297 };
const MARGIN = { side: 18, top: 18, foot: 22 };
export const WIDTH = PAGE.width - 2 * MARGIN.side;
const BOTTOM = PAGE.height - MARGIN.foot;

const MM_PER_POINT = 25.4 / 72;
const ink = { dark: "#16202c", soft: "#566370", rule: "#c3cad2" } as const;

export type Style = {
  size?: number;
  weight?: Weight;
  color?: keyof typeof ink;
};

/** A text on a page: where it begins, how wide it may be, and whether it stands to the right. */
type Put = Style & { x?: number; width?: number; end?: boolean };

const leading = (size: number) => size * MM_PER_POINT * 1.35;

// What has no glyph of its own in any font is left out: control letters, and marks of direction.
const printable = (text: string) =>
  text.normalize("NFC").replaceAll(/[^\P{Cc}\n]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, "");

/** Pages that fill from above. Places are millimetres from the left margin. */
export class Paper {
  readonly #doc = new jsPDF({ unit: "mm", format: "a4", compress: true, putOnlyUsedFonts: true });
  #y = MARGIN.top;

  constructor() {
    addFonts(this.#doc);
  }

  /** Begins a new page unless so much fits on this one; says whether it did. */
  need(height: number): boolean {
    if (this.#y + height <= BOTTOM || this.#y === MARGIN.top) return false;
    this.#doc.addPage();
    this.#y = MARGIN.top;
    return true;
  }

  skip(height: number): void {
    this.#y += height;
  }

  /** The lines that a text takes in this width. */
  lines(text: string, width: number, { size = 9.5, weight = "normal" }: Style = {}): string[] {
    useFont(this.#doc, weight).setFontSize(size);
    return this.#doc.splitTextToSize(printable(text), width);
  }

  height(lines: readonly string[], { size = 9.5 }: Style = {}): number {
    return lines.length * leading(size);
  }

  /** Puts lines here without moving on, so that another column can stand beside them. */
  put(lines: readonly string[], { x = 0, width = WIDTH, end = false, ...style }: Put = {}): void {
    const { size = 9.5, weight = "normal", color = "dark" } = style;
    useFont(this.#doc, weight).setFontSize(size).setTextColor(ink[color]);
    const left = MARGIN.side + x;
    for (const [n, line] of lines.entries())
      this.#doc.text(line, end ? left + width : left, this.#y + n * leading(size), {
        align: end ? "right" : "left",
        baseline: "top",
      });
  }

  /** A paragraph over the whole width, which may go on over the page. */
  paragraph(text: string, style: Style = {}): void {
    for (const line of this.lines(text, WIDTH, style)) {
      this.need(leading(style.size ?? 9.5));
      this.put([line], style);
      this.skip(leading(style.size ?? 9.5));
    }
  }

  rule({ x = 0, width = WIDTH, strong = false } = {}): void {
    const left = MARGIN.side + x;
    this.#doc.setDrawColor(strong ? ink.soft : ink.rule).setLineWidth(strong ? 0.35 : 0.2);
    this.#doc.line(left, this.#y, left + width, this.#y);
  }

  /** Writes the foot of every page, now that it is known how many there are. */
  foot(left: string, right: (n: number, of: number) => string): void {
    const of = this.#doc.getNumberOfPages();
    for (let n = 1; n <= of; n++) {
      this.#doc.setPage(n);
      this.#y = PAGE.height - 14;
      this.put(this.lines(left, WIDTH * 0.75, { size: 8 }).slice(0, 1), { size: 8, color: "soft" });
      this.put([printable(right(n, of))], { size: 8, color: "soft", end: true });
    }
  }

  /** The finished file. What it says of itself is of the document, never of when it was made. */
  file(about: { title: string; author: string; language: string; on: Date; id: string }) {
    const { title, author, language, on, id } = about;
    this.#doc.setProperties({ title: printable(title), author: printable(author), creator: "TMS" });
    this.#doc
      .setLanguage(language as "nb")
      .setCreationDate(on)
      .setFileId(id);
    return this.#doc.output("arraybuffer");
  }
}
