import * as z from "zod";
import { Day, Id, note, optional, text, Version } from "#worker/lib/fields.ts";
import { filter, listQuery, pagedOf } from "#worker/lib/list.ts";

export const roomKinds = ["classroom", "meeting", "track", "yard", "simulator"] as const;

/** The one description of a room's input: JSON body, HTML form and its constraints. */
export const RoomInput = z.strictObject({
  kind: z.enum(roomKinds),
  name: text(80),
  seats: optional(z.coerce.number().int().min(1).max(1000)),
  branchId: optional(Id),
  address: optional(text(120)),
  note: optional(note(1000)),
  /** The first day on which it is no longer used. */
  closedOn: optional(Day),
});
export type RoomInput = z.output<typeof RoomInput>;
export const RoomChange = RoomInput.extend({ version: Version });

/** What leaves the system about a room. */
export const Room = RoomInput.extend({
  id: Id,
  seats: z.int().nullable(),
  closedOn: z.iso.date().nullable(),
  branch: z.string().nullable(),
  version: z.int(),
});
export type Room = z.output<typeof Room>;
export const Rooms = pagedOf(Room);

export const RoomList = listQuery(["name"], {
  kind: filter(z.enum(roomKinds)),
  branch: filter(Id),
  state: filter(z.enum(["closed", "all"])),
});
export type RoomList = z.output<typeof RoomList>;
