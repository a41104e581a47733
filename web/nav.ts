import type { IconName } from "#web/ui/icon.tsx";
import { words } from "#web/ui/view.ts";

/** The names of the menu's entries. */
export const useNavWords = words({
  nb: {
    home: "Hjem",
    me: "Min side",
    lessons: "Attestering",
    own_lessons: "Holdte timer",
    messages: "Meldinger",
    calendar: "Kalender",
    students: "Elever",
    employees: "Ansatte",
    vehicles: "Kjøretøy",
    curriculum: "Læreplaner",
    prices: "Priser",
    resources: "Rom og hengere",
    absences: "Fravær",
    own_bookings: "Mine timer",
    contacts: "Kontakter",
    invoices: "Fakturaer",
    payments: "Betalinger",
    ledger: "Regnskap",
    imports: "Import",
    school: "Skolen",
    privacy: "Innsyn og sletting",
    people: "Tilganger",
    mail: "Utsendinger",
    platform: "Alle skoler",
    audit: "Revisjonslogg",
    backups: "Sikkerhetskopier",
  },
  en: {
    home: "Home",
    me: "My page",
    lessons: "Attesting",
    own_lessons: "Held lessons",
    messages: "Messages",
    calendar: "Calendar",
    students: "Students",
    employees: "Staff",
    vehicles: "Vehicles",
    curriculum: "Curricula",
    prices: "Prices",
    resources: "Rooms and trailers",
    absences: "Absence",
    own_bookings: "My lessons",
    contacts: "Contacts",
    invoices: "Invoices",
    payments: "Payments",
    ledger: "Ledger",
    imports: "Import",
    school: "The school",
    privacy: "Privacy",
    people: "Access",
    mail: "Messages sent",
    platform: "All schools",
    audit: "Audit log",
    backups: "Backups",
  },
});

type NavItem = {
  href: string;
  icon: IconName;
  label: Parameters<ReturnType<typeof useNavWords>>[0];
  /** The right that makes the entry appear. */
  grant: string;
};

/** The menu, in its order. A module with a page of its own adds a line. */
export const nav: readonly NavItem[] = [
  { href: "/", icon: "home", label: "home", grant: "home:read" },
  { href: "/me", icon: "person", label: "me", grant: "me:read" },
  { href: "/me/bookings", icon: "calendar", label: "own_bookings", grant: "bookings:own" },
  { href: "/me/lessons", icon: "check", label: "own_lessons", grant: "me:read" },
  { href: "/lessons", icon: "check", label: "lessons", grant: "lessons:attest" },
  { href: "/me/messages", icon: "chat", label: "messages", grant: "messages:own" },
  { href: "/messages", icon: "chat", label: "messages", grant: "messages:read" },
  { href: "/calendar", icon: "calendar", label: "calendar", grant: "calendar:read" },
  { href: "/students", icon: "students", label: "students", grant: "students:read" },
  { href: "/employees", icon: "employees", label: "employees", grant: "employees:read" },
  { href: "/vehicles", icon: "vehicles", label: "vehicles", grant: "vehicles:read" },
  { href: "/me/invoices", icon: "invoices", label: "invoices", grant: "me:read" },
  { href: "/invoices", icon: "invoices", label: "invoices", grant: "invoices:read" },
  { href: "/payments", icon: "payments", label: "payments", grant: "payments:read" },
  { href: "/ledger", icon: "columns", label: "ledger", grant: "ledger:read" },
  { href: "/prices", icon: "prices", label: "prices", grant: "prices:read" },
  { href: "/curriculum", icon: "check", label: "curriculum", grant: "training:read" },
  { href: "/absences", icon: "absences", label: "absences", grant: "absences:read" },
  { href: "/resources", icon: "columns", label: "resources", grant: "resources:read" },
  { href: "/contacts", icon: "contacts", label: "contacts", grant: "students:read" },
  { href: "/imports", icon: "imports", label: "imports", grant: "imports:run" },
  { href: "/mail", icon: "mail", label: "mail", grant: "mail:read" },
  { href: "/privacy", icon: "lock", label: "privacy", grant: "privacy:manage" },
  { href: "/people", icon: "people", label: "people", grant: "users:read" },
  { href: "/school", icon: "school", label: "school", grant: "schools:read" },
  { href: "/platform/schools", icon: "platform", label: "platform", grant: "platform:schools" },
  { href: "/operations/audit", icon: "check", label: "audit", grant: "platform:audit" },
  { href: "/operations/backups", icon: "download", label: "backups", grant: "backups:read" },
];
