import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "vehicles.not_found": "Vi finner ikke kjøretøyet. Det kan tilhøre en annen skole.",
    "vehicles.plate_format":
      "Et skilt har 2 til 9 bokstaver og siffer, for eksempel EB 12345. Se etter skrivefeil.",
    "vehicles.plate_taken": "Skolen har alt et kjøretøy med dette skiltet. Søk det opp i listen.",
    "vehicles.no_branch": "Avdelingen finnes ikke eller er lagt ned. Velg en annen.",
    "vehicles.retired":
      "Kjøretøyet er ute av bruk fra {on}. Ta det i bruk igjen, eller velg et annet.",
    "vehicles.in_use": "Kjøretøyet er allerede i bruk.",
    "vehicles.wrong_class":
      "Kjøretøyet er ikke satt opp for klasse {class}. Legg til klassen, eller velg et annet.",
    "vehicles.inspection_overdue":
      "Fristen for EU-kontroll gikk ut {on}. Få det kontrollert og skriv inn den nye fristen.",
    "vehicles.insurance_ended": "Forsikringen gikk ut {on}. Forny den og skriv inn den nye datoen.",
    "vehicles.no_dual_controls":
      "Kjøretøyet mangler dobbel betjening. Få det montert, eller velg et annet.",
    "vehicles.register_unknown":
      "Kjøretøyregisteret kjenner ikke skiltet. Se etter skrivefeil, eller fyll ut selv.",
    "vehicles.register_quota":
      "Dagens kvote i kjøretøyregisteret er brukt opp. Fyll ut selv, eller prøv igjen i morgen.",
    "vehicles.register_key":
      "Kjøretøyregisteret godtar ikke nøkkelen vår. Fyll ut selv, og si fra til den som drifter systemet.",
    "vehicles.register_off": "Oppslag i kjøretøyregisteret er ikke satt opp. Fyll ut feltene selv.",
    "vehicles.register_unreachable":
      "Kjøretøyregisteret svarer ikke akkurat nå. Fyll ut selv, eller prøv igjen om litt.",
    "vehicles.register_limit":
      "Det er slått opp mange ganger på kort tid, og alle skolene deler kvoten. Fyll ut selv, eller prøv igjen om noen minutter.",
  },
  en: {
    "vehicles.not_found": "We cannot find the vehicle. It may belong to another school.",
    "vehicles.plate_format":
      "A plate has 2 to 9 letters and digits, for example EB 12345. Look for a typing error.",
    "vehicles.plate_taken":
      "The school already has a vehicle with this plate. Search for it in the list.",
    "vehicles.no_branch": "The branch does not exist or is closed. Choose another.",
    "vehicles.retired":
      "The vehicle is out of use from {on}. Take it back into use, or choose another.",
    "vehicles.in_use": "The vehicle is in use already.",
    "vehicles.wrong_class":
      "The vehicle is not set up for class {class}. Add the class, or choose another.",
    "vehicles.inspection_overdue":
      "The inspection was due {on}. Have it inspected and write in the new date.",
    "vehicles.insurance_ended": "The insurance ended {on}. Renew it and write in the new date.",
    "vehicles.no_dual_controls":
      "The vehicle has no dual controls. Have them fitted, or choose another.",
    "vehicles.register_unknown":
      "The vehicle register does not know the plate. Look for a typing error, or fill in yourself.",
    "vehicles.register_quota":
      "Today's quota at the vehicle register is used up. Fill in yourself, or try again tomorrow.",
    "vehicles.register_key":
      "The vehicle register refuses our key. Fill in yourself, and tell whoever runs the system.",
    "vehicles.register_off": "Look-up in the vehicle register is not set up. Fill in yourself.",
    "vehicles.register_unreachable":
      "The vehicle register does not answer right now. Fill in yourself, or try again in a while.",
    "vehicles.register_limit":
      "There have been many look-ups in a short time, and all schools share the quota. Fill in yourself, or try again in a few minutes.",
  },
};

export const flashes: Coded = {
  nb: {
    "vehicles.registered": "Kjøretøyet er registrert.",
    "vehicles.changed": "Kjøretøyet er endret.",
    "vehicles.retired": "Kjøretøyet er ute av bruk.",
    "vehicles.unretired": "Kjøretøyet er i bruk igjen.",
  },
  en: {
    "vehicles.registered": "The vehicle is registered.",
    "vehicles.changed": "The vehicle is changed.",
    "vehicles.retired": "The vehicle is out of use.",
    "vehicles.unretired": "The vehicle is back in use.",
  },
};

export const actions: Coded = {
  nb: {
    "vehicles.registered": "registrerte kjøretøyet",
    "vehicles.changed": "endret kjøretøyet",
    "vehicles.retired": "tok kjøretøyet ut av bruk",
    "vehicles.unretired": "tok kjøretøyet i bruk igjen",
  },
  en: {
    "vehicles.registered": "registered the vehicle",
    "vehicles.changed": "changed the vehicle",
    "vehicles.retired": "took the vehicle out of use",
    "vehicles.unretired": "took the vehicle back into use",
  },
};

export const sources: Coded = {
  nb: {
    "vehicles.law_inspection": "Forskrift om periodisk kontroll av kjøretøy",
    "vehicles.law_training": "Trafikkopplæringsforskriften, krav til øvingskjøretøy",
    "vehicles.law_insurance": "Bilansvarslova, plikten til trafikkforsikring",
    "vehicles.school_record": "Skolens kjøretøyregister",
  },
  en: {
    "vehicles.law_inspection": "Regulation on periodic inspection of vehicles",
    "vehicles.law_training": "Traffic training regulation, demands on training vehicles",
    "vehicles.law_insurance": "Motor liability act, the duty to insure",
    "vehicles.school_record": "The school's register of vehicles",
  },
};
