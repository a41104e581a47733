/** What a row comes with: a student, her booking, her attested lesson, her invoice; or the school. */
export type Driver = "student" | "booking" | "lesson" | "invoice" | "school";

/** Which table counts each of them in the demo. */
export const counted: Record<Driver, string> = {
  student: "students",
  booking: "bookings",
  lesson: "lessons",
  invoice: "invoices",
  school: "schools",
};

/** What a table grows with; one that is not named is the school's own, as prices and vehicles are. */
export const growsWith: Record<string, Driver> = {
  students: "student",
  student_classes: "student",
  student_contacts: "student",
  contacts: "student",
  search_terms: "student",
  training_plans: "student",
  training_papers: "student",
  student_balances: "student",
  student_packages: "student",
  student_package_items: "student",
  messages: "student",
  message_threads: "student",
  users: "student",
  memberships: "student",
  bookings: "booking",
  claims: "booking",
  training_records: "booking",
  charges: "booking",
  charge_totals: "booking",
  lessons: "lesson",
  self_assessments: "lesson",
  invoices: "invoice",
  invoice_lines: "invoice",
  ledger: "invoice",
  payments: "invoice",
  allocations: "invoice",
};

/** The same for rows of the audit log, by what they are about. */
export const auditOf: Record<string, Driver> = {
  student: "student",
  contact: "student",
  message: "student",
  student_package: "student",
  booking: "booking",
  charge: "booking",
  lesson: "lesson",
  invoice: "invoice",
  payment: "invoice",
};

/** What the demo has none of: a reminder leaves a row of the log. Mails go again and are not counted. */
export const REMINDED_A_BOOKING = 1;
