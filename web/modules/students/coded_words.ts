import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "students.not_found": "Vi finner ikke eleven. Den kan tilhøre en annen skole.",
    "students.born_later": "Fødselsdatoen ligger fram i tid. Se etter skrivefeil i året.",
    "students.born_long_ago": "Fødselsdatoen er for langt tilbake. Se etter skrivefeil i året.",
    "students.class_not_offered":
      "Skolen tilbyr ikke alle disse klassene. Velg andre, eller legg klassen til under Skolen.",
    "students.automatic_without_class":
      "Kryss av for klassen også: bare klasser eleven tar, kan være bare automat.",
    "students.no_such_branch": "Avdelingen finnes ikke eller er lagt ned. Velg en annen.",
    "students.no_such_instructor": "Læreren finnes ikke eller har sluttet. Velg en annen.",
    "students.national_id_taken":
      "En annen elev ved skolen har dette fødselsnummeret. Søk med nummeret for å finne eleven.",
    "students.national_id_other_birth_date":
      "Fødselsnummeret hører til en annen fødselsdato. Rett det ene eller det andre.",
    "students.no_national_id": "Skolen har ikke fødselsnummeret til eleven.",
    "students.no_such_national_id": "Ingen elev ved skolen er registrert med dette nummeret.",
    "students.maybe_double":
      "Det kan være samme person som en som er her. Se under, og kryss av hvis det er en annen.",
    "students.left_already": "Eleven er allerede avsluttet. Last siden på nytt.",
    "students.same_status": "Eleven har denne statusen allerede. Last siden på nytt.",
    "students.reason_to_return": "Skriv hvorfor eleven kommer tilbake.",
    "students.minor_without_guardian":
      "Den som er under 18, har en foresatt som svarer for avtaler og betaling. Legg inn hvem det er.",
    "students.none_selected": "Velg minst én elev i listen først.",
    "students.too_many_selected": "Velg høyst 100 elever om gangen.",
    "students.no_change_chosen": "Velg hva som skal endres.",
    "students.nothing_changes": "Ingen av de valgte endres: alle har det allerede.",
    "students.has_account": "Eleven har innlogging allerede.",
    "students.email_wanted": "Legg inn e-postadressen til eleven først.",
    "students.change_not_found": "Vi finner ikke endringen.",
    "students.already_undone": "Endringen er allerede angret.",
    "students.nothing_to_undo":
      "Alle er endret siden, så ingenting kan settes tilbake. Se på hver av dem.",
    not_an_id: "Nøkkelen må være en UUID versjon 7.",
  },
  en: {
    "students.not_found": "We cannot find the student. It may belong to another school.",
    "students.born_later": "The date of birth lies ahead. Look for a typing error in the year.",
    "students.born_long_ago":
      "The date of birth is too long ago. Look for a typing error in the year.",
    "students.class_not_offered":
      "The school does not offer all of these classes. Choose others, or add the class under The school.",
    "students.automatic_without_class":
      "Tick the class too: only classes the student takes can be automatic only.",
    "students.no_such_branch": "The branch does not exist or is closed. Choose another.",
    "students.no_such_instructor": "The instructor does not exist or has left. Choose another.",
    "students.national_id_taken":
      "Another student of the school has this national id. Search by the number to find the student.",
    "students.national_id_other_birth_date":
      "The national id belongs to another date of birth. Correct one or the other.",
    "students.no_national_id": "The school does not have the student's national id.",
    "students.no_such_national_id": "No student of the school is registered with this number.",
    "students.maybe_double":
      "It may be the same person as one who is here. See below, and tick the box if it is another.",
    "students.left_already": "The training has ended already. Reload the page.",
    "students.same_status": "The student has this status already. Reload the page.",
    "students.reason_to_return": "Write why the student comes back.",
    "students.minor_without_guardian":
      "Whoever is under 18 has a guardian who answers for agreements and payment. Add who that is.",
    "students.none_selected": "Select at least one student in the list first.",
    "students.too_many_selected": "Select at most 100 students at a time.",
    "students.no_change_chosen": "Choose what is to change.",
    "students.nothing_changes": "None of the selected changes: all have it already.",
    "students.has_account": "The student has an account already.",
    "students.email_wanted": "Add the student's e-mail address first.",
    "students.change_not_found": "We cannot find the change.",
    "students.already_undone": "The change is undone already.",
    "students.nothing_to_undo":
      "All were changed since, so nothing can be put back. Look at each of them.",
    not_an_id: "The key must be a UUID of version 7.",
  },
};

export const flashes: Coded = {
  nb: {
    "students.registered": "Eleven er registrert.",
    "students.invited": "Invitasjonen er på vei.",
    "students.changed": "Endringen er lagret.",
    "students.deactivated": "Eleven er avsluttet.",
    "students.activated": "Statusen er endret.",
    "students.national_id_set": "Fødselsnummeret er lagret.",
    "students.changed_together": "Elevene er endret. Ble det feil, kan du angre her.",
    "students.change_undone": "Endringen er angret.",
  },
  en: {
    "students.registered": "The student is registered.",
    "students.invited": "The invitation is on its way.",
    "students.changed": "The change is saved.",
    "students.deactivated": "The training has ended.",
    "students.activated": "The status is changed.",
    "students.national_id_set": "The national id is saved.",
    "students.changed_together": "The students are changed. If it was wrong, you can undo it here.",
    "students.change_undone": "The change is undone.",
  },
};

/** What the timeline says was done. */
export const actions: Coded = {
  nb: {
    "students.registered": "Registrert",
    "students.invited": "Inviterte til Min side",
    "students.changed": "Endret opplysninger",
    "students.deactivated": "Avsluttet",
    "students.activated": "Endret status",
    "students.national_id_set": "Lagret fødselsnummer",
    "students.national_id_removed": "Fjernet fødselsnummer",
    "students.national_id_revealed": "Viste hele fødselsnummeret",
    "students.national_id_searched": "Fant eleven med fødselsnummer",
    "students.national_id_met": "Skrev elevens fødselsnummer på en annen elev; det ble avvist",
    "students.national_id_not_found": "Søkte med et fødselsnummer som ingen elev har",
    "students.changed_together": "Endret sammen med flere",
    "students.change_undone": "Angret en endring av flere",
    "students.exported": "Lastet ned elevlisten",
  },
  en: {
    "students.registered": "Registered",
    "students.invited": "Invited to My page",
    "students.changed": "Changed facts",
    "students.deactivated": "Ended the training",
    "students.activated": "Changed the status",
    "students.national_id_set": "Saved the national id",
    "students.national_id_removed": "Removed the national id",
    "students.national_id_revealed": "Showed the whole national id",
    "students.national_id_searched": "Found the student by national id",
    "students.national_id_met": "Wrote the student's national id for another one; it was refused",
    "students.national_id_not_found": "Searched by a national id that no student has",
    "students.changed_together": "Changed together with others",
    "students.change_undone": "Undid a change of several",
    "students.exported": "Downloaded the list of students",
  },
};

export const sources: Coded = {
  nb: {
    "students.register": "Skolens elevregister",
    "law.guardianship": "Vergemålsloven (LOV-2010-03-26-9) kapittel 2",
  },
  en: {
    "students.register": "The student register of the school",
    "law.guardianship": "The Guardianship Act (LOV-2010-03-26-9), chapter 2",
  },
};
