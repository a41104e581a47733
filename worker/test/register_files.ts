import type { Encoding } from "#worker/modules/imports/reading/encoding.ts";

// Bytes of a text in each encoding, for tests; TextEncoder writes UTF-8 only.

/** Byte order marks stand where spreadsheets put them. */
export function encodeAs(encoding: Encoding, text: string, mark = true): Uint8Array<ArrayBuffer> {
  if (encoding === "utf-8") return new TextEncoder().encode(mark ? `\ufeff${text}` : text);
  if (encoding === "windows-1252")
    return Uint8Array.from([...text], (letter) => (letter === "€" ? 0x80 : letter.charCodeAt(0)));
  const whole = mark ? `\ufeff${text}` : text;
  const view = new DataView(new ArrayBuffer(whole.length * 2));
  for (let at = 0; at < whole.length; at++)
    view.setUint16(at * 2, whole.charCodeAt(at), encoding === "utf-16le");
  return new Uint8Array(view.buffer);
}

const weights = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const others = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const dot = (digits: string, by: readonly number[]) =>
  by.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);

/** Made-up national ids (month + 80) of people born from 2000 on, each once. */
export function nationalIds(count: number): string[] {
  const ids: string[] = [];
  for (let n = 0; ids.length < count; n++) {
    const day = String(1 + (n % 28)).padStart(2, "0");
    const month = String(81 + (Math.floor(n / 28) % 12));
    const year = String(Math.floor(n / 336) % 12).padStart(2, "0");
    const nine = `${day}${month}${year}${500 + Math.floor(n / 4032)}`;
    const first = (11 - (dot(nine, weights) % 11)) % 11;
    const second = (11 - (dot(`${nine}${first}`, others) % 11)) % 11;
    if (first < 10 && second < 10) ids.push(`${nine}${first}${second}`);
  }
  return ids;
}
