import * as z from "zod";
import { Due } from "#worker/lib/due.ts";
import {
  ClassCode,
  Day,
  Id,
  many,
  note,
  optional,
  text,
  Version,
  yes,
} from "#worker/lib/fields.ts";
import { filter, listQuery, pagedOf } from "#worker/lib/list.ts";

export const kinds = ["car", "motorcycle", "moped", "trailer", "tractor", "lorry", "bus"] as const;
export const gearboxes = ["manual", "automatic", "none"] as const;
export const fuels = [
  "petrol",
  "diesel",
  "electric",
  "hybrid",
  "hydrogen",
  "gas",
  "other",
] as const;

/** Loose on purpose: personal and foreign plates exist, and the register can tell more. */
export const Plate = z
  .string()
  .max(20)
  .transform((typed) => typed.normalize("NFC").replaceAll(/[\s-]/g, "").toUpperCase())
  .pipe(z.string().regex(/^[A-ZÆØÅ0-9]{2,9}$/, "vehicles.plate_format"));

/** The one description of a vehicle's input: JSON body, HTML form and its constraints. */
export const VehicleInput = z.strictObject({
  plate: Plate,
  kind: z.enum(kinds),
  make: optional(text(60)),
  model: optional(text(60)),
  year: optional(z.coerce.number().int().min(1900).max(2200)),
  classes: many(ClassCode, 18),
  gearbox: z.enum(gearboxes),
  fuel: optional(z.enum(fuels)),
  dualControls: yes,
  branchId: optional(Id),
  inspectBy: optional(Day),
  insurer: optional(text(80)),
  policy: optional(text(60)),
  insuredUntil: optional(Day),
  note: optional(note(2000)),
});
export type VehicleInput = z.output<typeof VehicleInput>;

/** The form of a vehicle that exists carries the version that was shown. */
export const VehicleChange = VehicleInput.extend({ version: Version });
export type VehicleChange = z.output<typeof VehicleChange>;

/** The form of a button that needs nothing but the version that was shown. */
export const VehicleSeen = z.strictObject({ version: Version });

/** The button "fetch from the register" needs a plate; the rest of the form comes along as typed. */
export const LookUp = z.looseObject({ plate: Plate });

/** What leaves the system about a vehicle: the JSON answer and the props of its views. */
export const Vehicle = z.strictObject({
  id: Id,
  plate: z.string(),
  kind: z.enum(kinds),
  make: z.string().nullable(),
  model: z.string().nullable(),
  year: z.int().nullable(),
  classes: z.array(ClassCode),
  gearbox: z.enum(gearboxes),
  fuel: z.enum(fuels).nullable(),
  dualControls: z.boolean(),
  branchId: Id.nullable(),
  branch: z.string().nullable(),
  inspectBy: z.iso.date().nullable(),
  insurer: z.string().nullable(),
  policy: z.string().nullable(),
  insuredUntil: z.iso.date().nullable(),
  note: z.string().nullable(),
  retiredOn: z.iso.date().nullable(),
  /** What runs out soon or has run out; null when nothing is to be done yet. */
  inspectionDue: Due.nullable(),
  insuranceDue: Due.nullable(),
  version: z.int(),
});
export type Vehicle = z.output<typeof Vehicle>;

/** A vehicle as a list shows it. */
export const VehicleRow = Vehicle.omit({ insurer: true, policy: true, note: true, branchId: true });
export type VehicleRow = z.output<typeof VehicleRow>;
export const Vehicles = pagedOf(VehicleRow);

/** `state` is what is in use unless the retired are asked for. */
export const VehicleList = listQuery(["plate", "inspectBy"], {
  class: filter(ClassCode),
  branch: filter(Id),
  gearbox: filter(z.enum(gearboxes)),
  due: filter(z.literal("yes")),
  state: filter(z.enum(["retired", "all"])),
});
export type VehicleList = z.output<typeof VehicleList>;

/** What the road authority's register knows of a plate; any of it may be missing. */
export const Registered = z.strictObject({
  plate: z.string(),
  kind: z.enum(kinds).optional(),
  make: z.string().optional(),
  model: z.string().optional(),
  year: z.int().optional(),
  gearbox: z.enum(gearboxes).optional(),
  fuel: z.enum(fuels).optional(),
  inspectBy: z.iso.date().optional(),
  classes: z.array(ClassCode).optional(),
  /** False when the register says that it may not be on the road today. */
  onTheRoad: z.boolean().optional(),
});
export type Registered = z.output<typeof Registered>;
export const ByPlate = z.strictObject({ plate: Plate });
