import type { ClassCode } from "#worker/lib/fields.ts";

/** Where the demo schools are paid. */
export const demoAccount = "12345678903";

export type Which = "main" | "small";

const car = (
  plate: string,
  make: string,
  model: string,
  more: {
    classes?: ClassCode[];
    kind?: string;
    gearbox?: "manual" | "automatic" | "none";
    fuel?: string;
    /** Days from now until the inspection is due; null where there is none. */
    inspectIn?: number | null;
    insuredFor?: number;
    year?: number;
  } = {},
) => ({
  plate,
  make,
  model,
  kind: "car",
  classes: ["B"] as ClassCode[],
  gearbox: "automatic" as const,
  fuel: "electric",
  dualControls: more.kind === undefined,
  year: 2023,
  inspectIn: 320,
  insuredFor: 200,
  ...more,
});

/** The vehicles of each school: some inspections and insurances run out, one has run out. */
export const cars = {
  main: [
    car("EL48213", "Volkswagen", "ID.3", { inspectIn: 21 }),
    car("EF31907", "Toyota", "bZ4X"),
    car("EK77120", "Kia", "Niro EV", { insuredFor: 12 }),
    car("DN52018", "Toyota", "Yaris", {
      gearbox: "manual",
      fuel: "petrol",
      year: 2019,
      inspectIn: -6,
    }),
    car("DP60455", "Volkswagen", "Golf", { gearbox: "manual", fuel: "diesel", year: 2020 }),
    car("EH20081", "Volvo", "XC60", { classes: ["B", "BE", "B96"], fuel: "hybrid" }),
    car("PX4410", "Tysse", "6374", {
      kind: "trailer",
      classes: ["BE"],
      gearbox: "none",
      fuel: "none",
      inspectIn: 90,
    }),
    car("FK8812", "Yamaha", "MT-07", {
      kind: "motorcycle",
      classes: ["A2", "A"],
      gearbox: "manual",
      fuel: "petrol",
      inspectIn: null,
    }),
    car("ZT2034", "Piaggio", "Liberty 50", {
      kind: "moped",
      classes: ["AM146"],
      fuel: "petrol",
      inspectIn: null,
    }),
  ],
  small: [
    car("EV10444", "Tesla", "Model 3"),
    car("DR33871", "Skoda", "Octavia", {
      gearbox: "manual",
      fuel: "diesel",
      year: 2018,
      inspectIn: 40,
    }),
  ],
};

/** The schools themselves; their numbers are known to the simulated register. */
export const details = {
  main: {
    school: {
      slug: "fjordbyen",
      name: "Fjordbyen Trafikkskole AS",
      orgnr: "800000106",
      email: "post@fjordbyen.example.no",
      phone: "+4755123456",
      address: "Strandgata 14",
      postalCode: "5013",
    },
    places: [
      { name: "Sentrum", address: "Strandgata 14", postalCode: "5013" },
      { name: "Åsane", address: "Myrdalsvegen 2", postalCode: "5130" },
    ],
    classes: ["AM146", "A1", "A2", "A", "B", "B96", "BE", "T"] as ClassCode[],
  },
  small: {
    school: {
      slug: "aasen",
      name: "Åsen Kjøreskole AS",
      orgnr: "800000114",
      email: "hei@aasen.example.no",
      phone: "+4722123456",
      address: "Åsveien 3",
      postalCode: "0150",
    },
    places: [{ name: "Åsen", address: "Åsveien 3", postalCode: "0150" }],
    classes: ["B"] as ClassCode[],
  },
} as const;
