import { randomBytes } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { syntheticId } from "../../seed/people.ts";
import { randomFrom } from "../../seed/random.ts";

/** What must never be seen again once it was typed; each is in no other text. */
export type Secrets = Record<string, string>;

export const birthDate = "2004-07-02";

/** Secrets of this run alone. */
export function newSecrets(): Secrets {
  const random = randomFrom(randomBytes(4).readUInt32LE());
  const word = (name: string) => `${name}-${randomBytes(9).toString("hex")}-Å`;
  return {
    nationalId: syntheticId(birthDate, random),
    importedId: syntheticId(birthDate, random),
    refusedId: syntheticId(birthDate, random),
    wrongPassword: word("feil"),
    newPassword: word("nytt"),
  };
}

/** Somewhere that was looked into, by its name. */
export type Place = { name: string; bytes: Buffer };

export const place = (name: string, text: string): Place => ({ name, bytes: Buffer.from(text) });

/** The files under some folders, as they lie on the disk. */
export function filesIn(...patterns: string[]): Place[] {
  return patterns
    .flatMap((pattern) => globSync(pattern, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((path) => ({ name: path, bytes: readFileSync(path) }));
}

/** Where a secret stands as it was typed, in an address, in base64, or in UTF-16. */
export function leaksIn(places: readonly Place[], secrets: Secrets): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const shapes = [
      Buffer.from(secret),
      Buffer.from(encodeURIComponent(secret)),
      Buffer.from(Buffer.from(secret).toString("base64").replace(/=+$/, "")),
      Buffer.from(secret, "utf16le"),
    ];
    return places
      .filter(({ bytes }) => shapes.some((shape) => bytes.includes(shape)))
      .map((found) => `${name} stands in ${found.name}`);
  });
}
