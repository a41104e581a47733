import * as absences from "#web/modules/absences/coded_words.ts";
import * as addresses from "#web/modules/addresses/coded_words.ts";
import * as audit from "#web/modules/audit/words.ts";
import * as backups from "#web/modules/backups/words.ts";
import * as bookings from "#web/modules/bookings/coded_words.ts";
import * as calendar from "#web/modules/calendar/words.ts";
import * as charges from "#web/modules/charges/coded_words.ts";
import * as contacts from "#web/modules/contacts/words.ts";
import * as curriculum from "#web/modules/curriculum/words.ts";
import * as employees from "#web/modules/employees/coded_words.ts";
import * as imports from "#web/modules/imports/coded_words.ts";
import * as invoices from "#web/modules/invoices/coded_words.ts";
import * as lessons from "#web/modules/lessons/coded_words.ts";
import * as mail from "#web/modules/mail/words.ts";
import * as messages from "#web/modules/messages/coded_words.ts";
import * as service from "#web/modules/operations/service_words.ts";
import * as operations from "#web/modules/operations/words.ts";
import * as payments from "#web/modules/payments/coded_words.ts";
import * as platform from "#web/modules/platform/words.ts";
import * as postal from "#web/modules/postal/words.ts";
import * as prices from "#web/modules/prices/coded_words.ts";
import * as privacy from "#web/modules/privacy/words.ts";
import * as resources from "#web/modules/resources/coded_words.ts";
import * as schools from "#web/modules/schools/coded_words.ts";
import * as search from "#web/modules/search/words.ts";
import * as security from "#web/modules/security/coded_words.ts";
import * as sessions from "#web/modules/sessions/coded_words.ts";
import * as students from "#web/modules/students/coded_words.ts";
import * as training from "#web/modules/training/coded_words.ts";
import * as users from "#web/modules/users/coded_words.ts";
import * as vehicles from "#web/modules/vehicles/coded_words.ts";
import * as visits from "#web/modules/visits/coded_words.ts";
import { type Locale, useView } from "#web/ui/view.ts";
import { generic } from "./generic_words.ts";

/** Words by code, in both languages; a module exports its `problems` and `flashes` like this. */
export type Coded = { nb: Record<string, string>; en: Record<string, string> };

// Each module adds one import above and its lines here.
const problems: readonly Coded[] = [
  payments.problems,
  charges.problems,
  invoices.problems,
  prices.problems,
  lessons.problems,
  messages.problems,
  generic.problems,
  vehicles.problems,
  search.problems,
  sessions.problems,
  users.problems,
  employees.problems,
  postal.problems,
  curriculum.problems,
  imports.problems,
  mail.problems,
  schools.problems,
  platform.problems,
  students.problems,
  training.problems,
  contacts.problems,
  calendar.problems,
  absences.problems,
  backups.problems,
  security.problems,
  operations.problems,
  service.problems,
  bookings.problems,
  resources.problems,
  privacy.problems,
  addresses.problems,
  visits.problems,
];
const flashes: readonly Coded[] = [
  invoices.flashes,
  payments.flashes,
  charges.flashes,
  prices.flashes,
  lessons.flashes,
  messages.flashes,
  generic.flashes,
  vehicles.flashes,
  sessions.flashes,
  users.flashes,
  employees.flashes,
  imports.flashes,
  mail.flashes,
  schools.flashes,
  platform.flashes,
  audit.flashes,
  students.flashes,
  training.flashes,
  contacts.flashes,
  calendar.flashes,
  absences.flashes,
  backups.flashes,
  security.flashes,
  operations.flashes,
  service.flashes,
  bookings.flashes,
  resources.flashes,
  privacy.flashes,
  addresses.flashes,
  visits.flashes,
];
/** What was done, by the action of its audit row, for timelines: "changed the address". */
const actions: readonly Coded[] = [
  invoices.actions,
  payments.actions,
  charges.actions,
  prices.actions,
  lessons.actions,
  messages.actions,
  imports.actions,
  vehicles.actions,
  sessions.actions,
  users.actions,
  employees.actions,
  mail.actions,
  schools.actions,
  platform.actions,
  audit.actions,
  students.actions,
  calendar.actions,
  training.actions,
  contacts.actions,
  absences.actions,
  backups.actions,
  security.actions,
  operations.actions,
  service.actions,
  bookings.actions,
  resources.actions,
  privacy.actions,
  addresses.actions,
  visits.actions,
];
/** The law or setting behind a rule, by the `source` of its reason. */
const sources: readonly Coded[] = [
  invoices.sources,
  service.sources,
  visits.sources,
  payments.sources,
  charges.sources,
  prices.sources,
  lessons.sources,
  messages.sources,
  imports.sources,
  users.sources,
  vehicles.sources,
  employees.sources,
  curriculum.sources,
  mail.sources,
  students.sources,
  training.sources,
  bookings.sources,
  privacy.sources,
  addresses.sources,
];

/** What has a code and a name: the steps of a curriculum, by `step.<name>`. */
const names: readonly Coded[] = [curriculum.names];

const problemWords = gather(problems);
const flashWords = gather(flashes);
const actionWords = gather(actions);
const sourceWords = gather(sources);
const nameWords = gather(names);

/** All of them, for the check that every code has its words. */
export const codedWords = {
  problems: problemWords,
  flashes: flashWords,
  actions: actionWords,
  sources: sourceWords,
};

/** What went wrong, and what would help. A code without words falls back to the general text. */
export function problemText(locale: Locale, code: string): string {
  const words = problemWords[locale];
  return words[code] ?? words.unexpected ?? code;
}

/** What an action that succeeded has to say. */
export function flashText(locale: Locale, code: string): string {
  const words = flashWords[locale];
  return words[code] ?? words.done ?? code;
}

/** What an audit row says was done. */
export function actionText(locale: Locale, code: string): string {
  return actionWords[locale][code] ?? code;
}

/** What a rule rests on. */
export function sourceText(locale: Locale, code: string): string {
  return sourceWords[locale][code] ?? code;
}

/** A value by its name where it has one: `B.3.track` is the safety course on the track. */
export function nameText(locale: Locale, value: string): string {
  const [, stage, name] = /^[A-Z][A-Z0-9]*\.([1-5])\.([a-z_]+)$/.exec(value) ?? [];
  const found = nameWords[locale][name ? `step.${name}` : value];
  if (!found) return value;
  return name === "assessment" || name === "lesson" ? `${found} ${stage}` : found;
}

/** Problem codes as words in the reader's language. */
export function useProblem() {
  const { locale } = useView();
  return (code: string) => problemText(locale, code);
}

/** Actions of audit rows as words in the reader's language. */
export function useAction() {
  const { locale } = useView();
  return (code: string) => actionText(locale, code);
}

/** Flash codes as words in the reader's language. */
export function useFlash() {
  const { locale } = useView();
  return (code: string) => flashText(locale, code);
}

/** The sources of rules as words in the reader's language. */
export function useSource() {
  const { locale } = useView();
  return (code: string) => sourceText(locale, code);
}

function gather(parts: readonly Coded[]): Coded {
  return {
    nb: Object.assign({}, ...parts.map((part) => part.nb)),
    en: Object.assign({}, ...parts.map((part) => part.en)),
  };
}
