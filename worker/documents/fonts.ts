import regular from "dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf";
import bold from "dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf";
import type { jsPDF } from "jspdf";

// The six letters and the plus say to whoever reads the file that only the glyphs in use are there.
const FAMILY = "TMSDOC+DejaVuSansCondensed";
const files = { normal: regular, bold };

export type Weight = keyof typeof files;

// The library takes a font as a text of bytes. It is the same for every document.
const kept = new Map<Weight, string>();

/** Gives a document the fonts: every letter of Europe, Vietnam and Sápmi, embedded as far as used. */
export function addFonts(doc: jsPDF): void {
  for (const weight of ["normal", "bold"] as const) {
    const text = kept.get(weight) ?? byteText(new Uint8Array(files[weight]));
    kept.set(weight, text);
    doc.addFileToVFS(`${weight}.ttf`, text);
    doc.addFont(`${weight}.ttf`, FAMILY, weight);
  }
}

export const useFont = (doc: jsPDF, weight: Weight) => doc.setFont(FAMILY, weight);

function byteText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8_192)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
  return parts.join("");
}
