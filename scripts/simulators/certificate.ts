import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

export type Certificate = { key: string; cert: string };

// DER, as much of it as one certificate needs: a tag, a length, and what is in it.
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const bytes = body.length.toString(16);
  const long = Buffer.from(bytes.length % 2 ? `0${bytes}` : bytes, "hex");
  const length =
    body.length < 128 ? Buffer.of(body.length) : Buffer.of(0x80 | long.length, ...long);
  return Buffer.concat([Buffer.of(tag), length, body]);
}
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const bits = (bytes: Uint8Array) => der(0x03, Buffer.of(0), bytes);
const octets = (bytes: Uint8Array) => der(0x04, bytes);
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const utcTime = (at: Date) =>
  der(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replaceAll(/[-:T]/g, "")}Z`));

const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
const DAY = 86_400_000;

/**
 * A certificate for one host that has signed itself, good for a day around now: for a server that
 * is trusted by whoever was given this very certificate, and by nobody else.
 */
export function selfSigned(host: string): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(
    der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(host)))), // common name
  );
  const now = Date.now();
  const validity = sequence(utcTime(new Date(now - DAY)), utcTime(new Date(now + DAY)));
  const authority = sequence(oid("551d13"), octets(sequence(der(0x01, Buffer.of(0xff)))));
  const alternative = sequence(oid("551d11"), octets(sequence(der(0x82, Buffer.from(host)))));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.of(2))), // version 3
    der(0x02, Buffer.of(1, ...randomBytes(8))),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(authority, alternative)),
  );
  const signature = sign("sha256", content, privateKey);
  const whole = sequence(content, ecdsaWithSha256, bits(signature)).toString("base64");
  const lines = whole.match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
  };
}
