import type { Random } from "./random.ts";

const first = {
  older:
    "Kari Per Anne Ola Ingrid Bjørn Marit Svein Liv Øystein Solveig Geir Åse Terje Randi Morten Fatima Łukasz Ngoc Áilu Şirin Håkon Berit Jon-Arne".split(
      " ",
    ),
  younger:
    "Emma Noah Nora Oliver Ella Jakob Maja Lucas Sofie Emil Iben Filip Ingeborg Aksel Frøya Oskar Tuva Mathias Åsne Elias Selma Isak Vilde Mohammed Zuzanna Amina Sander Live Ødin Thuy".split(
      " ",
    ),
};
const last =
  "Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Solberg Lien Ås Ødegård Strand Bakke Haugen Moen Dahl Bjørnstad Tangen Næss Hagen Berg Lie Vik Ali Nguyen Kowalski Sara Øverby Aasen Æsøy Brekke-Hagen Sørbø Fjeld".split(
    " ",
  );
const streets =
  "Storgata Kirkeveien Skolegata Fjordveien Åsveien Elvegata Bjørkelia Øvre Bakkegate Stasjonsveien Nordre gate Fjellvegen".split(
    / (?=[A-ZÅØÆ])/,
  );
const towns = [
  "5003",
  "5006",
  "5013",
  "5014",
  "5031",
  "5055",
  "5072",
  "5098",
  "5147",
  "5231",
  "5300",
];

/** A made-up person: name, address and a phone that no one has. */
export function person(random: Random, age: "older" | "younger") {
  const firstName = random.pick(first[age]);
  const lastName = random.pick(last);
  return {
    firstName,
    lastName,
    address: `${random.pick(streets)} ${1 + random.below(160)}${random.chance(25) ? random.pick(["A", "B"]) : ""}`,
    postalCode: random.pick(towns),
    phone: `+47${random.pick(["4", "9"])}${String(1_000_000 + random.below(8_999_999)).slice(0, 7)}`,
  };
}

/** An address under example.no, where no mail arrives, made of a name. */
export function emailOf(firstName: string, lastName: string, n: number): string {
  const plain = `${firstName}.${lastName}`
    .toLowerCase()
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .replaceAll("å", "a")
    .normalize("NFKD")
    .replaceAll(/[^a-z.-]/g, "");
  return `${plain}${n}@example.no`;
}

const digits = (text: string) => [...text].map(Number);
const weigh = (text: string, weights: readonly number[]) =>
  (11 - (digits(text).reduce((sum, d, i) => sum + d * (weights[i] ?? 0), 0) % 11)) % 11;

/**
 * A synthetic national id (month + 80) of that birth date, with right check digits.
 * Weights: Skatteetaten. Numbers below 500 are of the 1900s, from 500 of the 2000s.
 */
export function syntheticId(birthDate: string, random: Random): string {
  const [year = "", month = "", day = ""] = birthDate.split("-");
  const stem = `${day}${Number(month) + 80}${year.slice(2)}`;
  for (;;) {
    const individual = (year < "2000" ? 0 : 500) + random.below(400);
    const nine = `${stem}${String(individual).padStart(3, "0")}`;
    const one = weigh(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
    const two = weigh(`${nine}${one}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    if (one < 10 && two < 10) return `${nine}${one}${two}`;
  }
}
