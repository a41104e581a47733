import type { Locale } from "#web/ui/view.ts";

/** What is said by SMS, the fullest wording first: the first that is one segment is sent. */
export const textTexts = {
  nb: {
    reminder: [
      "{studentName} har time {when} med {instructor}, {place}. Si fra at du kommer: {link} {schoolName}",
      "{studentName} har time {when} med {instructor}. Si fra at du kommer: {link} {schoolName}",
      "Time {when}. Si fra at du kommer: {link} {schoolName}",
    ],
  },
  en: {
    reminder: [
      "{studentName} has a lesson {when} with {instructor}, {place}. Tell us you are coming: {link} {schoolName}",
      "{studentName} has a lesson {when} with {instructor}. Tell us you are coming: {link} {schoolName}",
      "Lesson {when}. Tell us you are coming: {link} {schoolName}",
    ],
  },
} as const satisfies Record<Locale, Record<string, readonly string[]>>;
