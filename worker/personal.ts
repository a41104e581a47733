import type { Personal } from "./lib/personal.ts";
import { personal as audit } from "./modules/audit/personal.ts";
import { personal as bookings } from "./modules/bookings/personal.ts";
import { personal as calendar } from "./modules/calendar/personal.ts";
import { personal as charges } from "./modules/charges/personal.ts";
import { personal as contacts } from "./modules/contacts/personal.ts";
import { personal as imports } from "./modules/imports/personal.ts";
import { personal as invoices } from "./modules/invoices/personal.ts";
import { personal as ledger } from "./modules/ledger/personal.ts";
import { personal as lessons } from "./modules/lessons/personal.ts";
import { personal as mail } from "./modules/mail/personal.ts";
import { personal as messages } from "./modules/messages/personal.ts";
import { personal as payments } from "./modules/payments/personal.ts";
import { personal as security } from "./modules/security/personal.ts";
import { personal as students } from "./modules/students/personal.ts";
import { personal as training } from "./modules/training/personal.ts";
import { personal as users } from "./modules/users/personal.ts";

/**
 * All that is held about a student, in the order in which it is erased: first what is found by
 * others' rows, last what the others are found by. A test walks the schema and misses none.
 */
export const register: readonly Personal[] = [
  ...mail,
  ...imports,
  ...calendar,
  ...bookings,
  ...lessons,
  ...training,
  ...messages,
  ...charges,
  ...invoices,
  ...payments,
  ...ledger,
  ...audit,
  ...security,
  ...users,
  ...contacts,
  ...students,
];

/** Tables that name people in a way that is not about a student, each with the reason. */
export const notAboutStudents: Readonly<Record<string, string>> = {
  absences: "about employees",
  address_blocks: "networks, and a reason written by an employee",
  address_openings: "who set a list aside is an employee",
  address_ranges: "networks; who listed them is an employee",
  allocations: "amounts between invoices and payments; who booked them is an employee",
  approvals: "about employees",
  audit_checks: "who asked for a check is an administrator",
  backups: "who asked for a backup is an administrator",
  branches: "about the school",
  bulk_changes: "ids of students and a status or an instructor; no word about them",
  check_in_links: "a hash and a booking; gone after the lesson",
  claims: "ids and times of bookings",
  counters: "the names of series of numbers",
  employees: "about employees",
  import_problems: "the number of a row, a column and a code; no value",
  import_seen: "a keyed hash while a file is checked; gone afterwards",
  imports: "about a file; who imported it is an employee",
  invoice_lines: "what was sold; the buyer stands on the invoice",
  outbox: "ids; delivered rows go after 30 days",
  service_switch: "who set it is an administrator",
  package_items: "what a package holds",
  packages: "what the school sells",
  plan_exceptions: "about employees",
  prices: "who set a price is an employee",
  products: "what the school sells",
  rooms: "about rooms",
  security_alerts: "addresses of those who watch over the school",
  schools: "about the school",
  settings: "who set it is an employee",
  support_visits: "about employees and those who support them",
  student_package_items: "what her package holds, by product; the package is in the register",
  surcharges: "who set it is an employee",
  vehicles: "about vehicles",
  working_hours: "about employees",
  tombstones: "the id of who was erased, and nothing else",
  erasures: "ids of who was erased and of who asked for it",
};
