// GSM 03.38, the letters of an SMS. One outside of it makes the whole message one of 70 letters.
const basic = new Set([
  ..."@£$¥èéùìòÇ\n\u00d8\u00f8\r\u00c5\u00e5Δ_ΦΓΛΩΠΨΣΘΞ\u00c6\u00e6ßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡",
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
]);
const twice = new Set("^{}\\[~]|€"); // behind an escape, so each counts as two

// What has no base letter of its own in Unicode, or looks like something else.
const others: Record<string, string> = {
  ...{ "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "\u00a0": " ", "\u202f": " " },
  ...{ "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"' },
  ...{ đ: "d", Đ: "D", ð: "d", Ð: "D", ł: "l", Ł: "L", ŋ: "n", Ŋ: "N", ŧ: "t", Ŧ: "T" },
  ...{ þ: "th", Þ: "Th", ı: "i", ç: "c", œ: "oe", Œ: "OE" },
};

/** One segment of an SMS, and each of several, which carry where they belong. */
const ONE = 160;
const OF_SEVERAL = 153;

/** A text in the letters of an SMS: æ ø å stay, `Łukasz Nguyễn` loses marks and keeps its letters. */
export function toGsm(text: string): string {
  return [...text.normalize("NFC")].map(letterOf).join("");
}

function letterOf(letter: string): string {
  if (basic.has(letter) || twice.has(letter)) return letter;
  const other = others[letter];
  if (other !== undefined) return other;
  const [base = ""] = letter.normalize("NFD");
  return basic.has(base) ? base : "?";
}

/** How long a text of `toGsm` is, in the units that a segment has 160 of. */
export function septets(text: string): number {
  return [...text].reduce((sum, letter) => sum + (twice.has(letter) ? 2 : 1), 0);
}

/** How many messages a gateway counts it as. */
export function segments(text: string): number {
  const length = septets(text);
  return length <= ONE ? 1 : Math.ceil(length / OF_SEVERAL);
}
