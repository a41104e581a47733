import { readAmount } from "../cells/amounts.ts";
import { readClasses } from "../cells/classes.ts";
import { readDate } from "../cells/dates.ts";
import { readEmail, readPhone, splitName } from "../cells/persons.ts";
import { readStatus } from "../cells/statuses.ts";
import type { Row } from "../reading/rules.ts";
import { guardiansOf } from "./guardians.ts";
import { identityOf } from "./identity.ts";
import { type Notes, notes } from "./notes.ts";
import { readPostalCode } from "./postal.ts";
import type { Arrival, Checked, Plan, World } from "./types.ts";

/**
 * Reads one row: what it says of a student, and everything that is wrong with it. A row with a
 * refused finding has no arrival. Whether somebody is there already, `duplicates.ts` says.
 */
export function checkRow(row: Row, plan: Plan, world: World): Checked {
  if (row.cells.length !== plan.width) {
    const code = row.cells.length < plan.width ? "imports.too_few_cells" : "imports.too_many_cells";
    return { n: row.n, findings: [{ field: null, code, refused: true }] };
  }
  const n = notes(row, plan);
  const name = readName(n);
  const { identity, ...born } = identityOf(n, world);
  const rest = restOf(n, plan, world);
  const guardians = guardiansOf(n);
  const person = { ...name, ...born, ...rest, guardians };
  const arrival = isArrival(person) && !n.refused() ? { arrival: person } : {};
  return { n: row.n, findings: n.all(), ...arrival, ...(identity ? { identity } : {}) };
}

// Everything that must be there is; what may be missing is null.
const isArrival = (person: { birthDate: string | undefined }): person is Arrival =>
  person.birthDate !== undefined;

function readName(n: Notes) {
  const whole = n.has("name") ? splitName(n.text("name", 200)) : undefined;
  const firstName = whole?.firstName ?? n.text("firstName", 100);
  const lastName = whole?.lastName ?? n.text("lastName", 100);
  if (lastName === "") n.refuse(whole ? "name" : "lastName", "imports.last_name_missing");
  if (firstName === "") n.refuse(whole ? "name" : "firstName", "imports.first_name_missing");
  return { firstName, lastName };
}

function restOf(n: Notes, plan: Plan, world: World) {
  const classes = n.read("classes", readClasses, "imports.class_unknown");
  const balance = n.read("balance", readAmount, "imports.amount_unreadable");
  const instructor = n.text("instructor", 100);
  const instructorId = instructor === "" ? null : (world.instructorId(instructor) ?? null);
  if (instructor !== "" && !instructorId) n.mend("instructor", "imports.instructor_unknown");
  return {
    phone: n.read("phone", readPhone, "imports.phone_invalid"),
    email: n.read("email", readEmail, "imports.email_invalid"),
    address: n.text("address", 200) || null,
    postalCode: n.read(
      "postalCode",
      (cell) => readPostalCode(cell, world),
      "imports.postal_unknown",
    ),
    classes: classes?.classes ?? [],
    automaticOnly: classes?.automaticOnly ?? [],
    instructorId,
    instructorText: instructorId ? null : instructor || null,
    status: statusOf(n),
    startedOn: startOf(n, world),
    formerNumber: n.text("formerNumber", 50) || null,
    note: n.text("note", 2000) || null,
    // Nought is no balance to carry over.
    balance: balance ? (plan.balance === "debt" ? -balance : balance) : null,
  };
}

function statusOf(n: Notes): Arrival["status"] {
  const word = n.text("status", 100);
  if (word === "") return "active";
  const status = readStatus(word);
  // On the waiting list somebody looks at her; refusing her would lose her.
  if (!status) n.mend("status", "imports.status_unknown");
  return status ?? "waiting";
}

// A start that cannot be read is no reason to leave a student out.
function startOf(n: Notes, world: World): string | null {
  const cell = n.cell("startedOn");
  if (cell === "") return null;
  const latest = Number(world.today.slice(0, 4)) + 20;
  const read = readDate(cell, { monthFirst: n.monthFirst("startedOn"), latest });
  const code = read ? read.repaired : "imports.start_left_out";
  if (code) n.mend("startedOn", code);
  return read?.value ?? null;
}
