import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { currentKey, keysFor } from "#worker/lib/keys.ts";

const MAGIC = Buffer.from("TMSB1");
const IV = 12;
const TAG = 16;

/** SHA-256 in hexadecimal, as `sha256sum` prints it. */
export const sha256 = (data: string | Uint8Array) =>
  createHash("sha256").update(data).digest("hex");

/** Which file of which backup: a part that was put in another's place does not open. */
export type Seat = { id: string; no: number };

const aad = ({ id, no }: Seat) => Buffer.from(`${id}|${no}`);

/** Packs and seals a file of a backup: gzip, then AES-256-GCM with the backups' own key. */
export async function sealPart(ring: string, seat: Seat, text: string): Promise<Uint8Array> {
  const { bytes } = currentKey(ring, "backup");
  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-gcm", bytes, iv).setAAD(aad(seat));
  const body = Buffer.concat([cipher.update(await through(text)), cipher.final()]);
  return Buffer.concat([MAGIC, iv, cipher.getAuthTag(), body]);
}

/** Opens what `sealPart` closed; throws when it was moved, cut or altered, or the key is another. */
export async function openPart(
  ring: string,
  kid: string,
  seat: Seat,
  data: Uint8Array,
): Promise<string> {
  const key = keysFor(ring, "backup").find((one) => one.kid === kid);
  if (!key) throw new Error(`Cannot open the backup: KEYS has no key "${kid}"`);
  const file = Buffer.from(data);
  const [iv, tag, body] = [
    file.subarray(MAGIC.length, MAGIC.length + IV),
    file.subarray(MAGIC.length + IV, MAGIC.length + IV + TAG),
    file.subarray(MAGIC.length + IV + TAG),
  ];
  const refused = new Error(`Cannot open part ${seat.no}: it was altered, or the key is another`);
  if (!file.subarray(0, MAGIC.length).equals(MAGIC) || tag.length !== TAG) throw refused;
  const cipher = createDecipheriv("aes-256-gcm", key.bytes, iv).setAAD(aad(seat)).setAuthTag(tag);
  let packed: Uint8Array<ArrayBuffer>;
  try {
    packed = new Uint8Array(Buffer.concat([cipher.update(body), cipher.final()]));
  } catch {
    throw refused;
  }
  return unpacked(packed);
}

function through(text: string): Promise<Uint8Array> {
  return bytesOf(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip")));
}

async function unpacked(packed: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await bytesOf(stream));
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(
    await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer(),
  );
}
