import * as z from "zod";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { fuels, Registered } from "./input.ts";

// Every step of the answer may be missing or of another shape; a step that is, is left out.
const maybe = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);
const some = <S extends z.ZodRawShape>(shape: S) => maybe(z.object(shape));
const list = <S extends z.ZodType>(item: S) => z.array(item).catch([]).default([]);
const word = maybe(z.string());
const code = some({ kodeVerdi: word, kodeNavn: word });

const Technical = some({
  generelt: some({ merke: list(some({ merke: word })), handelsbetegnelse: list(word) }),
  motorOgDrivverk: some({
    motor: list(some({ drivstoff: list(some({ drivstoffKode: code })) })),
    girkassetype: code,
  }),
});

export const Answer = z.object({
  kjoretoydataListe: list(
    some({
      kjoretoyId: some({ kjennemerke: word }),
      forstegangsregistrering: some({ registrertForstegangNorgeDato: word }),
      registrering: some({ registreringsstatus: code }),
      periodiskKjoretoyKontroll: some({ kontrollfrist: maybe(z.iso.date()) }),
      godkjenning: some({
        forstegangsGodkjenning: some({ forstegangRegistrertDato: word }),
        tekniskGodkjenning: some({
          kjoretoyklassifisering: some({ beskrivelse: word, tekniskKode: code }),
          tekniskeData: Technical,
        }),
      }),
    }),
  ),
});

/** The answer in our words; what it does not say is not in it. */
export function readAnswer(answer: z.output<typeof Answer>, plate: string): Registered | undefined {
  const found = answer.kjoretoydataListe[0];
  if (!found) return undefined;
  const technical = found.godkjenning?.tekniskGodkjenning;
  const data = technical?.tekniskeData;
  const drive = data?.motorOgDrivverk;
  const category = technical?.kjoretoyklassifisering;
  const kind = kindOf(category?.tekniskKode?.kodeVerdi, category?.beskrivelse);
  const first =
    found.godkjenning?.forstegangsGodkjenning?.forstegangRegistrertDato ??
    found.forstegangsregistrering?.registrertForstegangNorgeDato;
  const year = Number(/^(\d{4})/.exec(first ?? "")?.[1]);
  const status = found.registrering?.registreringsstatus?.kodeVerdi;
  const facts = {
    plate,
    kind,
    classes: kind && classesOf[kind],
    make: title(data?.generelt?.merke[0]?.merke),
    model: title(data?.generelt?.handelsbetegnelse[0]),
    year: year >= 1900 && year <= 2200 ? year : undefined,
    gearbox: gearboxOf(drive?.girkassetype?.kodeNavn),
    fuel: fuelOf(
      drive?.motor
        .flatMap((motor) => motor?.drivstoff ?? [])
        .map((f) => f?.drivstoffKode?.kodeNavn),
    ),
    inspectBy: found.periodiskKjoretoyKontroll?.kontrollfrist,
    onTheRoad: status === undefined ? undefined : status === "REGISTRERT",
  };
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as Registered;
}

// The register shouts: VOLKSWAGEN. Names of three letters and fewer (BMW, MT-07) are left alone.
function title(text?: string): string | undefined {
  const plain = text?.trim().slice(0, 60);
  if (!plain) return undefined;
  return plain.replaceAll(/\p{L}{4,}/gu, (w) => w.slice(0, 1) + w.slice(1).toLowerCase());
}

function gearboxOf(name = ""): Registered["gearbox"] {
  if (/^man/i.test(name)) return "manual";
  return /auto|trinnl/i.test(name) ? "automatic" : undefined;
}

const fuelWords: readonly (readonly [RegExp, (typeof fuels)[number]])[] = [
  [/bensin/i, "petrol"],
  [/diesel/i, "diesel"],
  [/el(ektri|$)/i, "electric"],
  [/hydrogen/i, "hydrogen"],
  [/gass/i, "gas"],
];

function fuelOf(names: readonly (string | undefined)[] = []): Registered["fuel"] {
  const known = names.filter((name) => name !== undefined);
  if (known.length === 0) return undefined;
  const fuelsFound = new Set(
    known.map((name) => fuelWords.find(([pattern]) => pattern.test(name))?.[1] ?? "other"),
  );
  const [only] = fuelsFound;
  return fuelsFound.size > 1 && fuelsFound.has("electric") ? "hybrid" : only;
}

// EU categories (regulation (EU) 2018/858 and 168/2013), then the Norwegian word.
const categories: readonly (readonly [RegExp, RegExp, NonNullable<Registered["kind"]>])[] = [
  [/^(M1|N1)/, /personbil|varebil/i, "car"],
  [/^M[23]/, /buss/i, "bus"],
  [/^N[23]/, /lastebil|trekkbil/i, "lorry"],
  [/^L[12]e/i, /moped/i, "moped"],
  [/^L[3-7]e/i, /motorsykkel/i, "motorcycle"],
  [/^O/, /tilhenger/i, "trailer"],
  [/^T/, /traktor/i, "tractor"],
];

function kindOf(category = "", text = ""): Registered["kind"] {
  const byCode = categories.find(([pattern]) => pattern.test(category));
  return (byCode ?? categories.find(([, pattern]) => pattern.test(text)))?.[2];
}

const classesOf: Record<NonNullable<Registered["kind"]>, ClassCode[] | undefined> = {
  car: ["B"],
  moped: ["AM146"],
  tractor: ["T"],
  // Engine size, weight and seats decide the class here, so a person does.
  motorcycle: undefined,
  trailer: undefined,
  lorry: undefined,
  bus: undefined,
};
