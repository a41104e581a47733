import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "bookings.not_found": "Vi finner ikke timen. Den kan tilhøre en annen skole.",
    "bookings.step_format": "Skriv koden for steget slik læreplanen gjør, for eksempel B.2.lesson.",
    "bookings.ends_first": "Slutten må komme etter starten.",
    "bookings.too_long": "En time kan vare i høyst 16 timer. Del den i flere.",
    "bookings.past": "Tidspunktet er over. Velg et som ikke har vært.",
    "bookings.not_held_yet": "Timen har ikke begynt ennå. Fjern krysset for å booke den.",
    "bookings.too_long_ago":
      "Det er over et år siden. Så gamle timer føres under elevens opplæring.",
    "bookings.too_far": "Tidspunktet er mer enn to år frem. Se etter skrivefeil i datoen.",
    "bookings.span_too_long": "Be om høyst seks uker om gangen.",
    "bookings.needs_student": "Velg hvem timen er for.",
    "bookings.needs_class": "Velg klassen det undervises i.",
    "bookings.needs_instructor": "Velg hvem som underviser.",
    "bookings.needs_somebody": "Velg minst én lærer, elev, bil eller et rom.",
    "bookings.no_student": "Vi finner ikke eleven. Søk henne opp på nytt.",
    "bookings.no_instructor": "Vi finner ikke læreren. Velg en i listen.",
    "bookings.no_vehicle": "Vi finner ikke kjøretøyet. Velg et i listen.",
    "bookings.no_room": "Vi finner ikke rommet. Velg et i listen.",
    "bookings.no_branch": "Avdelingen finnes ikke. Velg en annen.",
    "bookings.student_gone":
      "Eleven er sluttet eller ferdig. Gjør henne aktiv igjen for å booke timer.",
    "bookings.not_her_class":
      "Eleven er ikke meldt på klasse {class}. Legg til klassen på eleven, eller velg en annen.",
    "bookings.instructor_away": "{name} er borte til {until}. Velg en annen lærer eller tid.",
    "bookings.not_a_vehicle": "En tilhenger kan ikke kjøres alene. Velg den som tilhenger.",
    "bookings.not_a_trailer": "Dette er ingen tilhenger. Velg en tilhenger.",
    "bookings.room_closed": "{name} er ikke i bruk fra {on}. Velg et annet rom.",
    "bookings.branch_closed": "Avdelingen er lagt ned fra {on}. Velg en annen.",
    "bookings.instructor_taken":
      "{name} er opptatt fra {from} til {until}. Velg en annen lærer eller tid.",
    "bookings.student_taken": "{name} har en annen time fra {from} til {until}. Velg en annen tid.",
    "bookings.vehicle_taken":
      "{name} er i bruk fra {from} til {until}. Velg et annet kjøretøy eller en annen tid.",
    "bookings.trailer_taken":
      "Tilhengeren {name} er i bruk fra {from} til {until}. Velg en annen, eller en annen tid.",
    "bookings.room_taken": "{name} er opptatt fra {from} til {until}. Velg et annet rom eller tid.",
    "bookings.taken": "Noen andre var raskere. Tiden er ikke ledig lenger; velg en annen.",
    "bookings.absent": "Læreren er borte da. Velg en annen lærer eller tid.",
    "bookings.careful": "Se over advarslene. Timen kan bookes likevel.",
    "bookings.outside_hours":
      "{name} arbeider vanligvis ikke da. Arbeidstiden den dagen er {hours}.",
    "bookings.day_off": "{name} har vanligvis fri {on}.",
    "bookings.sunday": "{on} er en søndag.",
    "bookings.holiday": "{on} er en helligdag.",
    "bookings.no_such_time":
      "Klokken stilles frem den natten, så tidspunktet finnes ikke. Velg et annet.",
    "bookings.long_day": "{name} får en dag på {hours} timer. Vanlig grense er 9.",
    "bookings.manual_gearbox":
      "Eleven tar klassen med automatgir (kode 78), men kjøretøyet har manuelt gir.",
    "bookings.self_off": "Skolen booker timene for elevene. Ring eller skriv til skolen.",
    "bookings.no_own_student":
      "Du er ikke registrert som elev eller foresatt ved skolen. Spør skolen.",
    "bookings.no_own_instructor": "Du har ikke fått egen lærer ennå. Spør skolen.",
    "bookings.too_many_open":
      "Du har {n} {n|time|timer} foran deg, og skolen tillater {max} om gangen. Du kan booke igjen når en av dem er holdt.",
    "bookings.slot_gone": "Tiden er ikke ledig lenger. Velg en annen.",
    "bookings.too_soon": "Timer må bookes minst {hours} timer før. Ring skolen om det haster.",
    "bookings.too_early": "Timer kan bookes inntil {days} dager frem. Se igjen senere.",
    "bookings.you_have_one": "Du har alt en time da.",
    "bookings.instructor_busy": "{name} har andre timer da.",
    "bookings.no_car": "Ingen bil for klasse {class} er ledig da.",
    "bookings.not_at_work": "{name} arbeider ikke da.",
    "bookings.not_your_instructor": "Du kan bare booke hos egen lærer. Spør skolen om en annen.",
    "bookings.hold_over": "Tiden til å bekrefte er ute. Velg en ledig tid på nytt.",
    "bookings.move_too_late":
      "Fristen for å flytte eller avbestille gratis gikk ut {by}. Ring skolen.",
    "bookings.ask_school": "Denne timen kan bare skolen flytte. Ring eller skriv til skolen.",
    "bookings.cancelled": "Timen er avlyst. Book en ny.",
    "bookings.link_gone":
      "Lenken gjelder ikke lenger: timen er flyttet, avlyst eller over. Logg inn og se timene dine.",
    "bookings.sms_off": "Skolen sender ikke påminnelser på SMS.",
    "bookings.no_mobile": "Skolen har ikke noe mobilnummer til deg.",
    "bookings.no_mobile_help": "Be kontoret skrive det inn.",
    "bookings.no_address": "Skolen har ingen e-postadresse til deg. Be kontoret skrive den inn.",
    "bookings.over": "Timen {on} er gjennomført og kan ikke endres.",
    "bookings.begun": "Timen {on} har begynt. Læreren fører den som holdt eller ikke møtt.",
  },
  en: {
    "bookings.not_found": "We cannot find the lesson. It may belong to another school.",
    "bookings.step_format": "Write the step's code as the curriculum does, such as B.2.lesson.",
    "bookings.ends_first": "The end must come after the beginning.",
    "bookings.too_long": "A booking can last for 16 hours at most. Split it.",
    "bookings.past": "That time has passed. Choose one that has not.",
    "bookings.not_held_yet": "The lesson has not begun yet. Remove the tick to book it.",
    "bookings.too_long_ago":
      "That is more than a year ago. Lessons that old are recorded under the student's training.",
    "bookings.too_far": "That is more than two years ahead. Look for a typing error in the date.",
    "bookings.span_too_long": "Ask for six weeks at a time at most.",
    "bookings.needs_student": "Choose whom the lesson is for.",
    "bookings.needs_class": "Choose the class that is taught.",
    "bookings.needs_instructor": "Choose who teaches.",
    "bookings.needs_somebody": "Choose at least an instructor, a student, a car or a room.",
    "bookings.no_student": "We cannot find the student. Search for her again.",
    "bookings.no_instructor": "We cannot find the instructor. Choose one from the list.",
    "bookings.no_vehicle": "We cannot find the vehicle. Choose one from the list.",
    "bookings.no_room": "We cannot find the room. Choose one from the list.",
    "bookings.no_branch": "The branch does not exist. Choose another.",
    "bookings.student_gone":
      "The student has quit or finished. Make her active again to book lessons.",
    "bookings.not_her_class":
      "The student does not train for class {class}. Add the class to her, or choose another.",
    "bookings.instructor_away":
      "{name} is away until {until}. Choose another instructor or another time.",
    "bookings.not_a_vehicle": "A trailer cannot be driven alone. Choose it as the trailer.",
    "bookings.not_a_trailer": "This is no trailer. Choose a trailer.",
    "bookings.room_closed": "{name} is not in use from {on}. Choose another room.",
    "bookings.branch_closed": "The branch is closed from {on}. Choose another.",
    "bookings.instructor_taken":
      "{name} is busy from {from} until {until}. Choose another instructor or another time.",
    "bookings.student_taken":
      "{name} has another lesson from {from} until {until}. Choose another time.",
    "bookings.vehicle_taken":
      "{name} is in use from {from} until {until}. Choose another vehicle or another time.",
    "bookings.trailer_taken":
      "The trailer {name} is in use from {from} until {until}. Choose another, or another time.",
    "bookings.room_taken":
      "{name} is taken from {from} until {until}. Choose another room or another time.",
    "bookings.taken": "Somebody was quicker. That time is no longer free; choose another.",
    "bookings.absent": "The instructor is away then. Choose another instructor or another time.",
    "bookings.careful": "Look through the warnings. It can be booked all the same.",
    "bookings.outside_hours":
      "{name} does not usually work then. The working hours that day are {hours}.",
    "bookings.day_off": "{name} is usually off on {on}.",
    "bookings.sunday": "{on} is a Sunday.",
    "bookings.holiday": "{on} is a public holiday.",
    "bookings.no_such_time":
      "The clocks go forward that night, so that time does not exist. Choose another.",
    "bookings.long_day": "{name} gets a day of {hours} hours. The usual limit is 9.",
    "bookings.manual_gearbox":
      "The student trains for automatic gears only (code 78), but the vehicle has manual gears.",
    "bookings.self_off": "The school books lessons for its students. Call or write to the school.",
    "bookings.no_own_student":
      "You are not registered as a student or a guardian at the school. Ask the school.",
    "bookings.no_own_instructor": "You have no instructor of your own yet. Ask the school.",
    "bookings.too_many_open":
      "You have {n} lessons ahead, and the school allows {max} at once. You can book again when one of them is done.",
    "bookings.slot_gone": "That time is no longer free. Choose another.",
    "bookings.too_soon": "Book at least {hours} hours before. Call the school if it is urgent.",
    "bookings.too_early": "Lessons can be booked up to {days} days ahead. Look again later.",
    "bookings.you_have_one": "You have a lesson then already.",
    "bookings.instructor_busy": "{name} has other lessons then.",
    "bookings.no_car": "No car for class {class} is free then.",
    "bookings.not_at_work": "{name} does not work then.",
    "bookings.not_your_instructor":
      "You can only book with your own instructor. Ask the school for another.",
    "bookings.hold_over": "The time to confirm has run out. Choose a free time again.",
    "bookings.move_too_late":
      "The deadline for moving or calling off for free passed {by}. Call the school.",
    "bookings.ask_school": "Only the school can move this lesson. Call or write to the school.",
    "bookings.cancelled": "The lesson was called off. Book a new one.",
    "bookings.link_gone":
      "The link no longer holds: the lesson was moved, called off or is over. Sign in to see your lessons.",
    "bookings.sms_off": "The school sends no reminders by SMS.",
    "bookings.no_mobile": "The school has no mobile number of yours.",
    "bookings.no_mobile_help": "Ask the office to write it in.",
    "bookings.no_address":
      "The school has no email address of yours. Ask the office to write it in.",
    "bookings.over": "The lesson on {on} is done and cannot be changed.",
    "bookings.begun":
      "The lesson on {on} has begun. The instructor records it as given or not turned up.",
  },
};

export const flashes: Coded = {
  nb: {
    "bookings.booked": "Timen er booket.",
    "bookings.noted": "Timen er ført. Nå kan den attesteres.",
    "bookings.changed": "Timen er endret.",
    "bookings.cancelled": "Timen er avlyst, og tiden er ledig igjen.",
    "bookings.released": "Tiden er ledig for andre igjen.",
    "bookings.reminder_chosen": "Valget er lagret.",
  },
  en: {
    "bookings.reminder_chosen": "Your choice is saved.",
    "bookings.booked": "The lesson is booked.",
    "bookings.noted": "The lesson is written down. Now it can be attested.",
    "bookings.changed": "The lesson is changed.",
    "bookings.cancelled": "The lesson is called off, and the time is free again.",
    "bookings.released": "The time is free for others again.",
  },
};

export const actions: Coded = {
  nb: {
    "bookings.booked": "booket en time",
    "bookings.moved": "flyttet timen",
    "bookings.changed": "endret timen",
    "bookings.cancelled": "avlyste timen",
    "bookings.held": "holdt av en time",
    "bookings.released": "lot en avholdt time gå",
    "bookings.reminded": "minnet om timen",
    "bookings.students_told": "ga elevene beskjed om timer som er gjort om",
    "bookings.reminder_chosen": "valgte hvordan påminnelser skal komme",
    "bookings.checked_in": "bekreftet at eleven kommer",
  },
  en: {
    "bookings.booked": "booked a lesson",
    "bookings.moved": "moved the lesson",
    "bookings.changed": "changed the lesson",
    "bookings.cancelled": "called the lesson off",
    "bookings.held": "held a time",
    "bookings.released": "let a held time go",
    "bookings.reminded": "reminded of the lesson",
    "bookings.students_told": "told the students of lessons that were changed",
    "bookings.reminder_chosen": "chose how to be reminded",
    "bookings.checked_in": "confirmed that the student comes",
  },
};

export const sources: Coded = {
  nb: {
    "bookings.school_calendar": "Skolens kalender",
    "bookings.working_plan": "Lærerens arbeidsplan",
    "bookings.reminder_rules": "Skolens regler for påminnelser",
    "bookings.self_booking_rules": "Skolens regler for egenbooking",
    "bookings.law_working_time": "Arbeidsmiljøloven kapittel 10",
  },
  en: {
    "bookings.school_calendar": "The school's calendar",
    "bookings.working_plan": "The instructor's working plan",
    "bookings.reminder_rules": "The school's rules for reminders",
    "bookings.self_booking_rules": "The school's rules for self-booking",
    "bookings.law_working_time": "The Working Environment Act, chapter 10",
  },
};
