import type { Read } from "./read.ts";

/** The most a student can owe or have to her credit, in øre: a larger amount is a wrong column. */
const MOST = 1_000_000_000;

/**
 * An amount in kroner as øre: "1 234,50", "-12,5", "1.234,50", "kr 500,-", "(12,50)", "12,50-".
 * Nothing when it is none. Money has two decimals, so three digits after the only point or comma
 * are thousands; that reading is reported.
 */
export function readAmount(cell: string): Read<number> | undefined {
  const bare = cell
    .replaceAll(/[\s\u00a0\u202f']/g, "")
    .replaceAll(/[−–]/g, "-")
    .replace(/^(-?)(kr\.?|nok)|(kr\.?|nok)$/i, "$1")
    .replace(/([.,])-$/, "");
  const [, front, body = "", back] = /^([-+(]?)([\d.,]*\d)(-|\))?$/.exec(bare) ?? [];
  if (body === "" || (front === "(") !== (back === ")") || (front === "-" && back === "-"))
    return undefined;
  const read = magnitude(body);
  if (!read || read.value > MOST) return undefined;
  const negative = front === "-" || front === "(" || back === "-";
  return { ...read, value: negative && read.value ? -read.value : read.value };
}

function magnitude(body: string): Read<number> | undefined {
  const last = Math.max(body.lastIndexOf("."), body.lastIndexOf(","));
  if (last < 0) return ore(body, "");
  const mark = body[last] ?? "";
  const [head, tail] = [body.slice(0, last), body.slice(last + 1)];
  const other = mark === "." ? "," : ".";
  if (tail.length === 3 && !head.includes(other) && grouped(body, mark)) {
    const read = ore(body.replaceAll(mark, ""), "");
    // "1.234.567" can mean one thing only; "1.234" is a guess, if a good one.
    return read && !head.includes(mark) ? { ...read, repaired: "imports.thousands" } : read;
  }
  if (tail.length > 2 || head.includes(mark) || (head.includes(other) && !grouped(head, other)))
    return undefined;
  return ore(head.replaceAll(other, ""), tail);
}

const grouped = (digits: string, mark: string) => {
  const [first = "", ...rest] = digits.split(mark);
  return /^\d{1,3}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group));
};

const ore = (kroner: string, decimals: string): Read<number> | undefined =>
  /^\d{0,12}$/.test(kroner)
    ? { value: Number(kroner || "0") * 100 + Number(decimals.padEnd(2, "0")) }
    : undefined;
