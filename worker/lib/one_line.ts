// What a keyboard, a spreadsheet or another system puts between two words. The byte order mark is
// white space to JavaScript and nothing to a reader.
const gaps = /(?:(?!\ufeff)[\s\u0085])+/gu;
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const spaces = /[\t\p{Zs}]/gu;

// What cannot be seen: controls, marks that turn the text around them, joiners and letters without
// width. Two names that look the same must be the same, and one that looks empty is.
const unseen = /[\p{Cc}\p{Cf}\p{DI}]/gu;
// In a text of several lines its line ends stay, and what joins Persian letters and emoji.
const unseenInLines = /(?!(?:\n|\u200c|\u200d|\ufe0f))[\p{Cc}\p{Cf}\p{DI}]/gu;

/** A text on one line and in one Unicode form: words with single spaces, and nothing unseen. */
export function oneLine(text: string): string {
  const spaced = text.toWellFormed().replaceAll(gaps, " ").replaceAll(unseen, "");
  return spaced.normalize("NFC").replaceAll(/ {2,}/g, " ").trim();
}

/** A text of several lines: they end in \n, and nothing else of it is unseen. */
export function severalLines(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(lineEnds, "\n")
    .replaceAll(spaces, " ")
    .replaceAll(unseenInLines, "")
    .normalize("NFC")
    .trim();
}
