import type { Encoding } from "./reading/encoding.ts";

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
