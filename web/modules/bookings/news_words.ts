import type { Locale } from "#web/ui/view.ts";
import type { CancelReason } from "#worker/modules/bookings/input.ts";

/** Why a lesson was called off, as the student reads it in a letter. */
export const newsReasons: Record<Locale, Record<CancelReason, string>> = {
  nb: {
    student: "etter beskjed fra deg",
    student_ill: "du er meldt syk",
    instructor_ill: "læreren er syk",
    vehicle: "kjøretøyet kan ikke brukes",
    weather: "vær eller føre",
    school: "skolen har avlyst",
    other: "spør skolen",
  },
  en: {
    student: "as you asked",
    student_ill: "you are reported ill",
    instructor_ill: "the instructor is ill",
    vehicle: "the vehicle cannot be used",
    weather: "weather or road conditions",
    school: "the school has called it off",
    other: "ask the school",
  },
};
