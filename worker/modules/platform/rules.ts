/** A short name made of a school's name: `Åsen Kjøreskole AS` is `asen-kjoreskole`. */
export function slugFor(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replace(/[\s,.]+(as|asa|ans|da|enk|sa)\.?$/, "");
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  return words.join("-").slice(0, 40).replace(/-$/, "") || "skole";
}
