// RFC 5545: what calendars on phones and in offices read.

export type IcsEvent = {
  id: string;
  startsAt: string;
  endsAt: string;
  summary: string;
  location: string | null;
  description: string | null;
  url: string | null;
  tentative: boolean;
  /** When it was made, and how often it was changed since. */
  createdAt: string;
  version: number;
};

const LIMIT = 75; // bytes on a line, its end not counted

/** A whole calendar. Times are in UTC, so that no time zone needs to be described. */
export function icsOf(name: string, events: readonly IcsEvent[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//TMS//Trafikkskole//NO",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...events.flatMap(eventLines),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function eventLines(event: IcsEvent): string[] {
  const { id, summary, location, description, url, tentative, version } = event;
  return [
    "BEGIN:VEVENT",
    `UID:${id}@tms`,
    `DTSTAMP:${stamp(event.createdAt)}`,
    `SEQUENCE:${version - 1}`,
    `DTSTART:${stamp(event.startsAt)}`,
    `DTEND:${stamp(event.endsAt)}`,
    `SUMMARY:${escaped(summary)}`,
    ...(location ? [`LOCATION:${escaped(location)}`] : []),
    ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
    ...(url ? [`URL:${url}`] : []),
    `STATUS:${tentative ? "TENTATIVE" : "CONFIRMED"}`,
    "END:VEVENT",
  ];
}

/** `2026-11-23T08:00:00.000Z` as `20261123T080000Z`. */
const stamp = (instant: string) => `${instant.slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

/** Text as a value: what would end the value or the line is marked. */
const escaped = (text: string) =>
  text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n|\r|\n/g, String.raw`\n`);

const bytes = new TextEncoder();

/** A long line goes on after a line end and a space, never in the middle of a character. */
export function folded(line: string): string {
  let [done, part, size] = ["", "", 0];
  for (const char of line) {
    const more = bytes.encode(char).length;
    if (size + more > LIMIT) {
      done += `${part}\r\n `;
      [part, size] = ["", 1];
    }
    part += char;
    size += more;
  }
  return done + part;
}
