import { type Attached, attached } from "./mailbox.ts";

/** The parts of a mail that a person reads. */
export type Read = {
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  files: Attached[];
};

type Part = { headers: Map<string, string>; body: string };

/** Reads a mail as it came over the wire (RFC 5322, 2045, 2047), as far as ours make use of it. */
export function readMime(source: string): Read {
  const whole = split(source);
  const leaves = leavesOf(whole);
  const bodyOf = (type: string) => leaves.find((leaf) => typeOf(leaf).startsWith(type));
  const header = (name: string) => words(whole.headers.get(name) ?? "");
  return {
    from: header("from"),
    to: header("to"),
    subject: header("subject"),
    text: decode(bodyOf("text/plain")),
    html: decode(bodyOf("text/html")),
    files: leaves.flatMap(({ headers, body }) => {
      const [, name] =
        /^attachment;.*filename="([^"]+)"/.exec(headers.get("content-disposition") ?? "") ?? [];
      return name ? [attached(name, body)] : [];
    }),
  };
}

const typeOf = (part: Part) => part.headers.get("content-type")?.toLowerCase() ?? "text/plain";

function split(source: string): Part {
  const at = source.indexOf("\r\n\r\n");
  const head = at < 0 ? source : source.slice(0, at);
  const lines = head.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return { headers, body: at < 0 ? "" : source.slice(at + 4) };
}

function leavesOf(part: Part): Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(part.headers.get("content-type") ?? "")?.[1];
  if (!boundary) return [part];
  const pieces = `\r\n${part.body}`.split(`\r\n--${boundary}`).slice(1);
  return pieces
    .filter((piece) => !piece.startsWith("--"))
    .flatMap((piece) => leavesOf(split(piece.replace(/^\r\n/, ""))));
}

function decode(part: Part | undefined): string {
  if (!part) return "";
  const encoding = part.headers.get("content-transfer-encoding")?.toLowerCase();
  if (encoding === "base64") return Buffer.from(part.body, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return part.body;
  return bytes(part.body.replaceAll(/=\r\n/g, "")).replaceAll("\r\n", "\n").trim();
}

/** `=C3=A5` to å. */
function bytes(text: string): string {
  const raw = text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(raw, "latin1").toString("utf8");
}

/** `=?UTF-8?Q?P=C3=A5?=` and `=?UTF-8?B?...?=` to text; the space between two of them is none. */
function words(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(text, "base64").toString("utf8")
        : bytes(text.replaceAll("_", " ")),
    );
}
