import { expect, test } from "vitest";
import { Answer, readAnswer } from "./autosys_answer.ts";

const read = (vehicle: unknown) =>
  readAnswer(Answer.parse({ kjoretoydataListe: [vehicle] }), "EB12345");

const technical = (data: object, more: object = {}) => ({
  godkjenning: { tekniskGodkjenning: { tekniskeData: data, ...more } },
});
const fuel = (...names: string[]) =>
  read(
    technical({
      motorOgDrivverk: {
        motor: names.map((kodeNavn) => ({ drivstoff: [{ drivstoffKode: { kodeNavn } }] })),
      },
    }),
  )?.fuel;

test("readAnswer() puts a whole answer into our words", () => {
  const whole = {
    kjoretoyId: { kjennemerke: "EB12345", understellsnummer: "X" },
    forstegangsregistrering: { registrertForstegangNorgeDato: "2021-03-04" },
    registrering: { registreringsstatus: { kodeVerdi: "REGISTRERT" } },
    periodiskKjoretoyKontroll: { kontrollfrist: "2027-03-04", sistGodkjent: null },
    ...technical(
      {
        generelt: { merke: [{ merke: "VOLKSWAGEN" }], handelsbetegnelse: ["ID.3 PRO"] },
        motorOgDrivverk: {
          motor: [{ drivstoff: [{ drivstoffKode: { kodeNavn: "Elektrisk" } }] }],
          girkassetype: { kodeNavn: "Automat" },
        },
      },
      { kjoretoyklassifisering: { tekniskKode: { kodeVerdi: "M1" }, beskrivelse: "Personbil" } },
    ),
  };
  expect(read(whole)).toEqual({
    plate: "EB12345",
    kind: "car",
    classes: ["B"],
    make: "Volkswagen",
    model: "ID.3 PRO",
    year: 2021,
    gearbox: "automatic",
    fuel: "electric",
    inspectBy: "2027-03-04",
    onTheRoad: true,
  });
});

test("readAnswer() survives every step that is missing, null or of another shape", () => {
  const nothing = { plate: "EB12345" };
  const broken = [null, 7, "x", [], {}];
  for (const value of broken) {
    expect(read({ godkjenning: value })).toEqual(nothing);
    expect(read({ godkjenning: { tekniskGodkjenning: value } })).toEqual(nothing);
    expect(read(technical(value as object))).toEqual(nothing);
    expect(read(technical({ generelt: value, motorOgDrivverk: value }))).toEqual(nothing);
    expect(read(technical({ generelt: { merke: value, handelsbetegnelse: value } }))).toEqual(
      nothing,
    );
    expect(read(technical({ motorOgDrivverk: { motor: [value], girkassetype: value } }))).toEqual(
      nothing,
    );
    expect(read({ periodiskKjoretoyKontroll: value, registrering: value })).toEqual(nothing);
  }
  expect(read({ periodiskKjoretoyKontroll: { kontrollfrist: "snart" } })).toEqual(nothing);
  expect(readAnswer(Answer.parse({}), "EB12345")).toBe(undefined);
  expect(readAnswer(Answer.parse({ kjoretoydataListe: null }), "EB12345")).toBe(undefined);
});

test("readAnswer() knows fuels, and that two with electricity are a hybrid", () => {
  expect(fuel("Bensin")).toBe("petrol");
  expect(fuel("Diesel")).toBe("diesel");
  expect(fuel("Bensin", "Elektrisk")).toBe("hybrid");
  expect(fuel("Gass")).toBe("gas");
  expect(fuel("Parafin")).toBe("other");
  expect(fuel()).toBe(undefined);
});

test("readAnswer() reads the kind off the EU category, else off the Norwegian word", () => {
  const kind = (kodeVerdi: string | undefined, beskrivelse?: string) =>
    read(technical({}, { kjoretoyklassifisering: { tekniskKode: { kodeVerdi }, beskrivelse } }))
      ?.kind;
  expect(kind("N1")).toBe("car");
  expect(kind("M3")).toBe("bus");
  expect(kind("N3")).toBe("lorry");
  expect(kind("L1e")).toBe("moped");
  expect(kind("L3e")).toBe("motorcycle");
  expect(kind("O2")).toBe("trailer");
  expect(kind("T1b")).toBe("tractor");
  expect(kind(undefined, "Lett motorsykkel")).toBe("motorcycle");
  expect(kind("X9", "Ukjent")).toBe(undefined);
});

test("readAnswer() says when the vehicle may not be on the road", () => {
  const status = (kodeVerdi: string) =>
    read({ registrering: { registreringsstatus: { kodeVerdi } } })?.onTheRoad;
  expect(status("REGISTRERT")).toBe(true);
  expect(status("AVREGISTRERT")).toBe(false);
});
