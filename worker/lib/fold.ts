// Letters that Unicode does not take apart into a base letter and a mark.
const letters: Record<string, string> = {
  æ: "ae",
  ø: "o",
  đ: "d",
  ł: "l",
  ŋ: "n",
  ŧ: "t",
  ß: "ss",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** One spelling for what people type in many: `Åse`, `AASE` and `åse` are all `ase`. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[æøđłŋŧßðþı]/g, (letter) => letters[letter] ?? letter)
    .replaceAll("aa", "a")
    .replaceAll("oe", "o");
}

/** The folded words of a text, each once. */
export function foldedWords(text: string): string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => word.slice(0, 40)))];
}

// Code points after z, in the order of the Norwegian alphabet.
const last: Record<string, string> = { æ: "{", ä: "{", ø: "|", ö: "|", å: "}" };

/**
 * A text that sorts by its bytes as Norwegians sort names: æ, ø, å come after z, other accents
 * beside their letter, case and punctuation do not count. SQLite knows no such collation.
 */
export function sortKey(...parts: readonly string[]): string {
  return parts
    .map((part) =>
      part
        .normalize("NFC")
        .toLowerCase()
        .replaceAll(/[æäøöå]/g, (letter) => last[letter] ?? letter)
        .normalize("NFKD")
        .replaceAll(/\p{M}/gu, "")
        .replaceAll(/[đłŋŧßðþı]/g, (letter) => letters[letter] ?? letter)
        .replaceAll(/[^\p{L}\p{N}{|}]+/gu, " ")
        .trim(),
    )
    .join("\u0001");
}
