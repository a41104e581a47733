import type { ClassCode } from "#worker/lib/fields.ts";
import type { Status } from "../cells/statuses.ts";
import type { Field } from "../mapping/input.ts";
import type { Positions } from "../mapping/rules.ts";

/** How the rows of one file are read. */
export type Plan = {
  width: number;
  at: Positions;
  monthFirst: readonly number[];
  balance: "credit" | "debt";
};

/** What is known around the file. */
export type World = {
  /** The day in Norway. */
  today: string;
  /** Whether made-up national ids are taken. */
  synthetic: boolean;
  townOf: (postalCode: string) => string | undefined;
  instructorId: (name: string) => string | undefined;
};

/** Something about one cell, or, without a field, about the whole row. */
export type Finding = {
  field: Field | null;
  code: string;
  /** A refused finding leaves the row out; any other says what was done to take it in. */
  refused: boolean;
};

export type Guardian = { name: string; phone: string | null; email: string | null };

/** A student as a row describes her. */
export type Arrival = {
  firstName: string;
  lastName: string;
  birthDate: string;
  nationalId: string | null;
  phone: string | null;
  email: string | null;
  address: string | null;
  postalCode: string | null;
  classes: ClassCode[];
  automaticOnly: ClassCode[];
  instructorId: string | null;
  instructorText: string | null;
  status: Status;
  startedOn: string | null;
  formerNumber: string | null;
  note: string | null;
  /** Øre; above zero is the student's credit. */
  balance: number | null;
  guardians: readonly Guardian[];
};

/** Who the row is about, as far as it can be trusted; it counts even when the row is refused. */
export type Identity = { birthDate: string; nationalId: string | null };

export type Checked = {
  n: number;
  findings: readonly Finding[];
  arrival?: Arrival;
  identity?: Identity;
};
