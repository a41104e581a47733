import { foldedWords } from "#worker/lib/fold.ts";
import type { Field } from "./input.ts";

// Headers are compared as folded words: "E-post (privat)" is "e post privat". The first line that
// fits wins, so what is more particular stands first.

const phone = /\b(mobil\w*|telefon\w*|tlf\w*|mob|tel|phone|cell\w*|mobile\w*)\b/;
const mail = /\b(epost\w*|e post\w*|email\w*|e mail\w*|mail\w*|mailadresse)\b/;
const guardian =
  /\b(foresat\w*|foreld\w*|verge\w*|parorende|guardian\w*|parent\w*|mor|far|mors|fars|mother\w*|father\w*|next of kin)\b/;

const lines: readonly (readonly [RegExp, Field | undefined])[] = [
  [
    /\b(post (code|nr|nummer|kode)|postnr\w*|postnum\w*|postal code|postkode|postcode|zip\w*)\b/,
    "postalCode",
  ],
  [/\b(poststed\w*|sted|by|town|city|kommune|place)\b/, "town"],
  [
    /\b(fodselsn\w*|fodselsdato og personnummer|person ?nr\w*|person ?num\w*|fnr|dnr|d nummer|national id\w*|national identity|nin|ssn|pnr|social security\w*|identity number|id number|personal id\w*)\b/,
    "nationalId",
  ],
  [
    /\b(fodt\w*|fodselsd\w*|fdato|f dato|birth\w*|date of birth|dob|born|bursdag|fodedato)\b/,
    "birthDate",
  ],
  [/\b(etternavn\w*|slektsnavn|last ?name|surname|family ?name)\b/, "lastName"],
  [/\b(fornavn\w*|first ?name|given ?names?|forename|mellomnavn)\b/, "firstName"],
  [
    /\b(laerer\w*|trafikklaerer\w*|kjorelaerer\w*|instruktor\w*|instructor\w*|teacher\w*)\b/,
    "instructor",
  ],
  [/\b(ansvarlig|kontaktperson)\b/, undefined],
  [mail, "email"],
  [phone, "phone"],
  [/\b(adresse\w*|gateadresse|address\w*|gate\w*|street\w*|bosted)\b/, "address"],
  [
    /\b(klasse\w*|forerkortklasse\w*|forerkort\w*|class\w*|licen[cs]e\w*|kategori\w*|categor\w*)\b/,
    "classes",
  ],
  [/\b(saldo\w*|balance\w*|konto ?saldo|inngaende saldo|opening balance)\b/, "balance"],
  [/\b(status\w*|tilstand|state)\b/, "status"],
  [
    /\b(start\w*|oppstart\w*|pabegynt|begynte|innmeldt\w*|registrert\w*|registered|enrol\w*|begin\w*|joined|kundesiden|opprettet\w*|created\w*)\b/,
    "startedOn",
  ],
  [
    /\b(merknad\w*|notat\w*|kommentar\w*|note\w*|remark\w*|comment\w*|anmerkning\w*|info\w*)\b/,
    "note",
  ],
  [
    /\b(elev ?nr|elev ?nummer|elev ?no|kunde ?nr|kunde ?nummer|medlems ?n\w*|student ?(no|nr|number|id)|customer ?(no|number|id)|pupil ?(no|number|id)|lope ?nr|lopenummer|nr|nummer|number|no|id)\b/,
    "formerNumber",
  ],
  [
    /\b(navn|fullt navn|elevnavn|elev|name|full ?name|student\w*|pupil\w*|kunde|customer)\b/,
    "name",
  ],
];

/** What a column's header says that it holds; nothing when it says nothing known. */
export function byHeader(header: string): Field | undefined {
  const words = foldedWords(header.replaceAll(/([a-zæøå])([A-ZÆØÅ])/g, "$1 $2")).join(" ");
  if (guardian.test(words)) return guardianField(words);
  return lines.find(([pattern]) => pattern.test(words))?.[1];
}

function guardianField(words: string): Field {
  const two = /\b(2|to|two|far|fars|father\w*)\b/.test(words) ? "guardian2" : "guardian";
  const what = mail.test(words) ? "Email" : phone.test(words) ? "Phone" : "Name";
  return `${two}${what}` as const;
}
