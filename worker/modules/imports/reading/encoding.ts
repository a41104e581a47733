/** The encodings a register is exported in; each name is one that TextDecoder knows. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** The text of a file, and which encoding it turned out to be written in. */
export function decode(bytes: Uint8Array): { encoding: Encoding; text: string } {
  const encoding = marked(bytes) ?? wide(bytes) ?? narrow(bytes);
  return { encoding, text: new TextDecoder(encoding).decode(bytes) };
}

/** What the byte order mark says, where there is one. */
function marked([a, b, c]: Uint8Array): Encoding | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  return undefined;
}

/** UTF-16 without a mark: a header is written in letters whose other byte is nought. */
function wide(bytes: Uint8Array): Encoding | undefined {
  const [a, b] = bytes;
  if (bytes.length % 2 !== 0 || (a === 0) === (b === 0)) return undefined;
  return b === 0 ? "utf-16le" : "utf-16be";
}

/**
 * UTF-8 when all of it is; every other sequence of bytes is some text in Windows-1252. A UTF-8 file
 * with a few damaged places stays UTF-8: read as Windows-1252 it would be wrong everywhere.
 */
function narrow(bytes: Uint8Array): Encoding {
  const text = new TextDecoder("utf-8").decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  if (broken === 0) return "utf-8";
  const whole = text.match(/[\u0080-\ufffc\u{10000}-\u{10ffff}]/gu)?.length ?? 0;
  return whole > 4 * broken ? "utf-8" : "windows-1252";
}
