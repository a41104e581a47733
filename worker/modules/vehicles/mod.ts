/**
 * The school's vehicles: what they may be used for, and what runs out.
 *
 * @module
 */
export type { Vehicle, VehicleRow } from "./input.ts";
export { dueVehicles, getVehicle, indexVehicle } from "./queries.ts";
export { dues, whyNotDrive } from "./rules.ts";
export { vehicles } from "./schema.ts";
