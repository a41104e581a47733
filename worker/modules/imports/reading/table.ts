import Papa from "papaparse";

/** What may stand between two cells. */
export const delimiters = [";", ",", "\t"] as const;
export type Delimiter = (typeof delimiters)[number];

type Parsed = {
  records: readonly (readonly string[])[];
  /** The record where a quote was opened and never closed properly. */
  quoteAt?: number;
};

/** All records of a text, empty lines too; line ends inside of cells become `\n`. */
export function parse(text: string, delimiter: Delimiter, preview = 0): Parsed {
  // Excel's own hint; its rows are counted without that line.
  const whole = text.replaceAll(/\r\n?/g, "\n").replace(/^sep=.\n/i, "");
  const { data, errors } = Papa.parse<string[]>(whole, { delimiter, newline: "\n", preview });
  const quote = errors.find((error) => error.type === "Quotes");
  return { records: data, ...(quote ? { quoteAt: quote.row ?? 0 } : {}) };
}

const isEmpty = (cells: readonly string[]) => cells.every((cell) => cell.trim() === "");
const TITLES = 10; // some systems write a title or two above the header

/**
 * The delimiter under which most of the first rows are as wide as the header, and where the header
 * stands: the first row with two names in it. Nothing when no delimiter makes two columns.
 */
export function detectDelimiter(
  text: string,
): { delimiter: Delimiter; headerAt: number } | undefined {
  const start = text.slice(0, 300_000);
  const scored = delimiters.flatMap((delimiter) => {
    const { records } = parse(start, delimiter, 60);
    const headerAt = records
      .slice(0, TITLES)
      .findIndex((cells) => cells.filter((cell) => cell.trim() !== "").length > 1);
    if (headerAt < 0) return [];
    const width = records[headerAt]?.length ?? 0;
    const below = records.slice(headerAt + 1).filter((cells) => !isEmpty(cells));
    const fits = below.filter((cells) => cells.length === width).length;
    const share = below.length ? fits / below.length : 0.5;
    return [{ delimiter, headerAt, width, score: share - headerAt / TITLES }];
  });
  const [best] = scored.sort((a, b) => b.score - a.score || b.width - a.width);
  return best;
}
