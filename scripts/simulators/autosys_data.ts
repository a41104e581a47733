// Vehicles that do not exist, with the gaps that the real register has.

type Make = {
  make: string;
  model: string;
  fuel: string;
  gearbox: string;
  seats: number;
  /** The EU category, which tells a car from a lorry. */
  category: string;
};
type Weights = { own: number; load: number; trailer?: number };

function vehicle(
  plate: string,
  { make, model, fuel, gearbox, seats, category }: Make,
  { own, load, trailer }: Weights,
  more: object = {},
) {
  return {
    kjoretoyId: { kjennemerke: plate, understellsnummer: `SIM${plate.padEnd(14, "0")}` },
    forstegangsregistrering: { registrertForstegangNorgeDato: "2023-05-04" },
    registrering: {
      registreringsstatus: { kodeVerdi: "REGISTRERT", kodeBeskrivelse: "Registrert" },
    },
    periodiskKjoretoyKontroll: { kontrollfrist: "2027-05-04", sistGodkjent: "2025-04-22" },
    godkjenning: {
      tekniskGodkjenning: {
        kjoretoyklassifisering: { tekniskKode: { kodeVerdi: category } },
        tekniskeData: {
          generelt: { merke: [{ merke: make, merkeKode: "0000" }], handelsbetegnelse: [model] },
          motorOgDrivverk: {
            motor: [{ drivstoff: [{ drivstoffKode: { kodeNavn: fuel } }] }],
            girkassetype: { kodeVerdi: gearbox === "Automat" ? "A" : "M", kodeNavn: gearbox },
          },
          vekter: {
            egenvekt: own,
            nyttelast: load,
            ...(trailer && { tillattTilhengervektMedBrems: trailer }),
          },
          persontall: { sitteplasserTotalt: seats },
          dimensjoner: { lengde: 4300 },
        },
      },
    },
    ...more,
  };
}

type Vehicle = ReturnType<typeof vehicle>;

const golf = {
  make: "VOLKSWAGEN",
  model: "GOLF",
  fuel: "Bensin",
  gearbox: "Manuell",
  seats: 5,
  category: "M1",
};
const leaf = {
  make: "NISSAN",
  model: "LEAF",
  fuel: "Elektrisk",
  gearbox: "Automat",
  seats: 5,
  category: "M1",
};
const truck = {
  make: "SCANIA",
  model: "P 280",
  fuel: "Diesel",
  gearbox: "Automat",
  seats: 3,
  category: "N3",
};
const bike = {
  make: "YAMAHA",
  model: "MT-07",
  fuel: "Bensin",
  gearbox: "Manuell",
  seats: 2,
  category: "L3e",
};

const complete: readonly Vehicle[] = [
  vehicle("AB12345", golf, { own: 1320, load: 530, trailer: 1500 }),
  vehicle("EB54321", leaf, { own: 1580, load: 415 }),
  vehicle("DN70001", truck, { own: 9200, load: 8700, trailer: 18000 }),
  vehicle(
    "EL98765",
    leaf,
    { own: 1580, load: 415 },
    {
      registrering: {
        registreringsstatus: { kodeVerdi: "AVREGISTRERT", kodeBeskrivelse: "Avregistrert" },
      },
    },
  ),
  vehicle(
    "BV33333",
    golf,
    { own: 1320, load: 530 },
    {
      periodiskKjoretoyKontroll: { kontrollfrist: "2024-02-01", sistGodkjent: "2022-01-20" },
    },
  ),
];

// Exempt from inspection, and a trailer of which hardly anything is known.
const { periodiskKjoretoyKontroll, ...motorcycle } = vehicle("MC1234", bike, {
  own: 184,
  load: 180,
});
const trailer = {
  kjoretoyId: { kjennemerke: "TH4321" },
  registrering: { registreringsstatus: { kodeVerdi: "REGISTRERT" } },
  godkjenning: {
    tekniskGodkjenning: {
      tekniskeData: { generelt: { merke: [], handelsbetegnelse: [] }, vekter: { egenvekt: 450 } },
    },
  },
};

export const vehicles = new Map<string, object>(
  [...complete, motorcycle, trailer].map((known) => [known.kjoretoyId.kjennemerke, known]),
);

/** Plates, and what asking for them brings. Any other plate is not found. */
export const quotaPlate = "KV42900";
export const brokenPlate = "FE50000";
export const silentPlate = "TR99999";
