import type { Read } from "./read.ts";

const months = ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"];
const english: Record<string, string> = { may: "mai", oct: "okt", dec: "des" };

type Style = {
  /** The column is written month first, as Americans do. */
  monthFirst: boolean;
  /** The latest year that a year of two digits can mean. */
  latest: number;
};

/** A day as `YYYY-MM-DD`; `dd.mm.yyyy` is how we expect it, everything else is a repair. */
export function readDate(cell: string, { monthFirst, latest }: Style): Read<string> | undefined {
  const text = cell.replace(/[ T]\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?Z?( ?[AP]M)?$/i, "");
  const plain = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (plain) return day(plain[3], plain[2], plain[1], text === cell ? {} : rewritten);
  const [, y, m, d] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? whole(text) ?? [];
  if (y) return day(y, m, d, rewritten);
  const [, a, b, year = ""] =
    /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text) ??
    /^(\d\d)(\d\d)(\d{4}|\d{2})$/.exec(text) ??
    [];
  if (a && monthFirst) return day(full(year, latest), a, b, { repaired: "imports.month_first" });
  if (a && year.length === 2)
    return day(full(year, latest), b, a, { repaired: "imports.two_digit_year" });
  if (a) return day(year, b, a, rewritten);
  if (/^\d{5}$/.test(text)) return serial(Number(text));
  return named(text);
}

const rewritten = { repaired: "imports.date_rewritten" };

// 20080630; but 30062008 is a day first.
function whole(text: string) {
  const found = /^(19\d\d|20\d\d)(\d\d)(\d\d)$/.exec(text);
  return found && Number(found[2]) <= 12 ? found : undefined;
}

function full(year: string, latest: number): string {
  if (year.length === 4) return year;
  return String(2000 + Number(year) > latest ? 1900 + Number(year) : 2000 + Number(year));
}

/** The days since the last one of 1899, which is how a spreadsheet keeps a date. */
function serial(days: number): Read<string> | undefined {
  if (days < 1000 || days > 73_000) return undefined;
  const at = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000);
  return { value: at.toISOString().slice(0, 10), repaired: "imports.date_serial" };
}

function named(text: string): Read<string> | undefined {
  const [, d, name = "", y] = /^(\d{1,2})\.?[ -]([a-zæøå]{3,9})\.?[ -](\d{4})$/i.exec(text) ?? [];
  const short = name.slice(0, 3).toLowerCase();
  const at = months.indexOf(english[short] ?? short);
  return at < 0 ? undefined : day(y, String(at + 1), d, rewritten);
}

function day(
  year = "",
  month = "",
  date = "",
  how: { repaired?: string },
): Read<string> | undefined {
  const value = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const at = new Date(`${value}T00:00:00Z`);
  const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
  return exists ? { value, ...how } : undefined;
}
