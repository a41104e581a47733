import { fold } from "#worker/lib/fold.ts";

/** A student's status, as the register has it. */
export type Status = "waiting" | "active" | "finished" | "quit";

const words: Record<Status, string> = {
  waiting:
    "venter, venteliste, pa venteliste, ny, nye, pameldt, soker, soknad, sokt, interessent, waiting, waiting list, pending, new, applicant, applied, lead",
  active:
    "aktiv, aktive, active, pagar, pagaende, i gang, igang, under opplaering, opplaering, elev, ja, yes, current, enrolled, ongoing, in training, in progress, started, startet, 1",
  finished:
    "ferdig, ferdige, fullfort, bestatt, avsluttet, uteksaminert, fort, finished, complete, completed, done, passed, graduated, licensed",
  quit: "sluttet, sluttede, slutta, avbrutt, inaktiv, inaktive, passiv, utmeldt, arkivert, avmeldt, kansellert, nei, no, quit, left, inactive, stopped, dropped out, dropped, cancelled, canceled, withdrawn, archived, 0",
};

const statuses = new Map(
  (Object.entries(words) as [Status, string][]).flatMap(([status, all]) =>
    all.split(", ").map((word): [string, Status] => [fold(word), status]),
  ),
);

/** The status that a word of another system means; nothing when nobody knows. */
export function readStatus(cell: string): Status | undefined {
  return statuses.get(
    fold(cell)
      .replaceAll(/[^a-z0-9]+/g, " ")
      .trim(),
  );
}
