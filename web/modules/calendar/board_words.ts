import { words } from "#web/ui/view.ts";
import type { BoardWords } from "./board/words.ts";
import { useWords } from "./words.ts";

const nb = {
  live: "Oppdateres mens du ser på",
  not_live: "Ikke oppdatert akkurat nå. Prøver igjen",
  changed: "Noen har endret kalenderen. Den er tegnet på nytt.",
  moving: "Flytter …",
  moved: "Flyttet.",
  moved_to: "Flyttet til {time}.",
  booked: "Timen er bestilt.",
  refused_move: "Kan ikke flyttes dit",
  refused_new: "Kan ikke bestilles",
  back: "Timen står der den sto",
  lost: "Fikk ikke svar. Sjekk nettet og prøv igjen. Ingenting er endret om timen står der den sto.",
  anyway: "Gjør det likevel",
  close: "Lukk",
  move: "Flytt {name}",
  move_title: "Flytt {name}",
  save: "Flytt",
  date: "Dato",
  at: "Klokken",
  minutes: "Minutter",
  new_title: "Ny time",
  kind: "Hva",
  student: "Elev",
  student_hint: "Søk etter navn, nummer eller telefon.",
  student_none: "Fant ingen elev.",
  student_other: "Velg en annen",
  class: "Klasse",
  none: "Ingen",
  name: "Tittel",
  book: "Book",
  more: "Flere valg",
  outside: "utenom arbeidstid",
};
type Key = keyof typeof nb;

const en: Record<Key, string> = {
  live: "Updated while you look",
  not_live: "Not up to date just now. Trying again",
  changed: "Somebody has changed the calendar. It is drawn anew.",
  moving: "Moving …",
  moved: "Moved.",
  moved_to: "Moved to {time}.",
  booked: "The lesson is booked.",
  refused_move: "Cannot be moved there",
  refused_new: "Cannot be booked",
  back: "The lesson stands where it stood",
  lost: "No answer came. Check the network and try again. Nothing has changed if the lesson stands where it stood.",
  anyway: "Do it anyway",
  close: "Close",
  move: "Move {name}",
  move_title: "Move {name}",
  save: "Move",
  date: "Date",
  at: "Time",
  minutes: "Minutes",
  new_title: "New booking",
  kind: "What",
  student: "Student",
  student_hint: "Search by name, number or telephone.",
  student_none: "No student was found.",
  student_other: "Choose another",
  class: "Class",
  none: "None",
  name: "Title",
  book: "Book",
  more: "More choices",
  outside: "outside working hours",
};

const useText = words({ nb, en });
const kinds = ["lesson", "assessment", "course", "test", "meeting", "block"] as const;

/** All that the calendar's script says, in the reader's language. */
export function useBoardWords(): BoardWords {
  const text = useText();
  const t = useWords();
  const own = Object.fromEntries(Object.keys(nb).map((key) => [key, text(key as Key)]));
  return {
    ...(own as Record<Key, string>),
    instructor: t("instructor"),
    vehicle: t("vehicle"),
    room: t("room"),
    kinds: Object.fromEntries(kinds.map((kind) => [kind, t(`kind_${kind}`)])),
  };
}
