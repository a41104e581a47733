import type { Coded } from "#web/words.ts";

/** What is wrong with a file, a mapping or a row, or what was done to take a row in. */
export const problems: Coded = {
  nb: {
    "imports.not_found": "Vi finner ikke denne importen.",
    "imports.wrong_state":
      "Dette kan ikke gjøres nå. Åpne importen på nytt og se hvor langt den er kommet.",
    "imports.nothing_left":
      "Ingen av radene kan importeres slik filen er. Rett filen, eller endre hva kolonnene betyr.",
    "imports.unreadable_file": "Filen kan ikke leses. Se hva som er galt over.",
    "imports.empty_file": "Filen er tom. Eksporter registeret på nytt.",
    "imports.file_too_large": "Filen er større enn 10 MB. Del den i to og last opp hver for seg.",
    "imports.spreadsheet":
      "Dette er et regneark (Excel). Åpne det, velg «Lagre som» og typen «CSV UTF-8», og last opp den filen.",
    "imports.binary": "Dette er ikke en tekstfil. Eksporter registeret som CSV.",
    "imports.one_column":
      "Vi finner bare én kolonne. Cellene må skilles med semikolon, komma eller tabulator.",
    "imports.open_quote":
      "Et anførselstegn som åpnes i rad {row}, lukkes ikke riktig, så resten av filen kan ikke leses. Rett raden og last opp på nytt.",
    "imports.no_rows": "Filen har overskrifter, men ingen rader under.",
    "imports.too_many_rows": "Filen har {rows} rader. Del den opp: en import kan ha 50 000.",
    "imports.cell_too_long":
      "En celle i rad {row} er lengre enn 10 000 tegn. Ofte mangler det et anførselstegn der.",
    "imports.too_many_columns_in_file": "Filen har {columns} kolonner. En import kan ha 100.",
    "imports.header_too_long": "En overskrift er lengre enn 200 tegn. Er første rad overskriftene?",
    "imports.no_header":
      "Første rad ser ut som en elev og ikke som overskrifter. Sett inn en rad øverst med navn på kolonnene.",
    "imports.mapping_too_long": "Det er flere valg her enn kolonner i filen.",
    "imports.mapped_twice": "To kolonner er satt til det samme. Velg noe annet for en av dem.",
    "imports.name_unmapped":
      "Velg hvilke kolonner som er etternavn og fornavn, eller én kolonne med hele navnet.",
    "imports.name_mapped_twice":
      "Velg enten én kolonne med hele navnet, eller etternavn og fornavn hver for seg.",
    "imports.birth_unmapped": "Velg hvilken kolonne som er fødselsdato (eller fødselsnummer).",
    "imports.too_few_cells": "Raden har færre celler enn overskriften.",
    "imports.too_many_cells":
      "Raden har flere celler enn overskriften. Ofte står det et skilletegn inni en tekst.",
    "imports.last_name_missing": "Etternavn mangler.",
    "imports.first_name_missing": "Fornavn mangler.",
    "imports.birth_missing": "Fødselsdato mangler.",
    "imports.birth_impossible": "Dette er ikke en dato som finnes.",
    "imports.birth_in_future": "Fødselsdatoen er fram i tid.",
    "imports.birth_too_old": "Fødselsdatoen er før 1900.",
    "imports.birth_from_id": "Fødselsdato mangler, og er hentet fra fødselsnummeret.",
    "imports.id_format": "Et fødselsnummer har 11 siffer.",
    "imports.id_check_digits": "Fødselsnummeret er ikke gyldig: kontrollsifrene stemmer ikke.",
    "imports.id_synthetic": "Dette er et oppdiktet fødselsnummer, som bare brukes til testing.",
    "imports.id_of_other_birth": "Fødselsnummeret hører til en annen fødselsdato.",
    "imports.id_zero": "Fødselsnummeret manglet en null foran, og har fått den tilbake.",
    "imports.id_joined": "Bare de fem siste sifrene sto der; resten er hentet fra fødselsdatoen.",
    "imports.id_in_text":
      "Det står et fødselsnummer her, der alle kan se det. Flytt det til kolonnen for fødselsnummer.",
    "imports.id_repeated": "Samme fødselsnummer som i en tidligere rad.",
    "imports.id_in_register": "En elev med dette fødselsnummeret er allerede i registeret.",
    "imports.person_repeated": "Samme navn og fødselsdato som i en tidligere rad.",
    "imports.person_in_register": "En elev med samme navn og fødselsdato er allerede i registeret.",
    "imports.number_repeated": "Samme elevnummer som i en tidligere rad. Begge tas med.",
    "imports.email_invalid": "Dette er ikke en e-postadresse.",
    "imports.phone_invalid": "Dette er ikke et telefonnummer.",
    "imports.phone_rewritten": "Telefonnummeret er skrevet om til vanlig form.",
    "imports.foreign_phone": "Utenlandsk telefonnummer, tatt med som det er.",
    "imports.first_of_several": "Flere i samme celle: den første er tatt med.",
    "imports.postal_unknown": "Postnummeret finnes ikke.",
    "imports.postal_zero": "Postnummeret manglet en null foran, og har fått den tilbake.",
    "imports.postal_taken_out": "Postnummeret er plukket ut; stedet hentes fra postregisteret.",
    "imports.class_unknown": "Førerkortklassen finnes ikke.",
    "imports.several_classes": "Flere klasser i samme celle: alle er tatt med.",
    "imports.amount_unreadable": "Dette er ikke et beløp.",
    "imports.thousands": "Lest som tusener: tre siffer etter skilletegnet er ikke øre.",
    "imports.instructor_unknown":
      "Ukjent lærer: navnet lagres som tekst, og eleven havner på huskelisten.",
    "imports.status_unknown": "Vi kjenner ikke denne statusen. Eleven settes til «Venter».",
    "imports.start_left_out": "Startdatoen kan ikke leses og er utelatt.",
    "imports.date_rewritten": "Datoen er skrevet om til vanlig form.",
    "imports.month_first": "Kolonnen har måneden først, og datoen er lest slik.",
    "imports.two_digit_year": "Årstall med to siffer er skrevet ut.",
    "imports.date_serial": "Datoen sto som regnearkets tall, og er regnet om.",
    "imports.cell_too_long_for_field": "Teksten er for lang.",
    "imports.broken_character": "Et tegn er ødelagt i filen. Eksporter på nytt som UTF-8.",
    "imports.formula_text": "Begynner som en formel; lagret som vanlig tekst.",
    "imports.guardian_unnamed": "Foresatt uten navn: nummeret eller adressen er brukt som navn.",
    "imports.student_used": "{name} (elev {number}) er endret eller tatt i bruk siden importen.",
    "imports.contact_used": "{name} (kontakt) er endret eller knyttet til andre siden importen.",
  },
  en: {
    "imports.not_found": "We cannot find this import.",
    "imports.wrong_state":
      "This cannot be done now. Open the import again and see how far it has come.",
    "imports.nothing_left":
      "None of the rows can be imported as the file stands. Correct the file, or change what the columns mean.",
    "imports.unreadable_file": "The file cannot be read. See above what is wrong.",
    "imports.empty_file": "The file is empty. Export the register again.",
    "imports.file_too_large": "The file is larger than 10 MB. Split it in two and upload each.",
    "imports.spreadsheet":
      "This is a spreadsheet (Excel). Open it, choose “Save as” and the type “CSV UTF-8”, and upload that file.",
    "imports.binary": "This is not a text file. Export the register as CSV.",
    "imports.one_column":
      "We find only one column. Cells must be separated by semicolons, commas or tabs.",
    "imports.open_quote":
      "A quotation mark that opens in row {row} is not closed properly, so the rest of the file cannot be read. Correct the row and upload again.",
    "imports.no_rows": "The file has headers, but no rows beneath them.",
    "imports.too_many_rows": "The file has {rows} rows. Split it: an import may have 50,000.",
    "imports.cell_too_long":
      "A cell in row {row} is longer than 10,000 characters. Often a quotation mark is missing there.",
    "imports.too_many_columns_in_file": "The file has {columns} columns. An import may have 100.",
    "imports.header_too_long":
      "A header is longer than 200 characters. Is the first row the headers?",
    "imports.no_header":
      "The first row looks like a student and not like headers. Insert a row at the top with the names of the columns.",
    "imports.mapping_too_long": "There are more choices here than columns in the file.",
    "imports.mapped_twice":
      "Two columns are set to the same. Choose something else for one of them.",
    "imports.name_unmapped":
      "Choose which columns are last name and first name, or one column with the whole name.",
    "imports.name_mapped_twice":
      "Choose either one column with the whole name, or last name and first name on their own.",
    "imports.birth_unmapped": "Choose which column is the birth date (or the national id).",
    "imports.too_few_cells": "The row has fewer cells than the header.",
    "imports.too_many_cells":
      "The row has more cells than the header. Often a separator stands inside a text.",
    "imports.last_name_missing": "The last name is missing.",
    "imports.first_name_missing": "The first name is missing.",
    "imports.birth_missing": "The birth date is missing.",
    "imports.birth_impossible": "This is not a date that exists.",
    "imports.birth_in_future": "The birth date lies in the future.",
    "imports.birth_too_old": "The birth date is before 1900.",
    "imports.birth_from_id": "The birth date was missing, and was taken from the national id.",
    "imports.id_format": "A national id has 11 digits.",
    "imports.id_check_digits": "The national id is not valid: its check digits are wrong.",
    "imports.id_synthetic": "This is a made-up national id, which is only used for testing.",
    "imports.id_of_other_birth": "The national id belongs to another birth date.",
    "imports.id_zero": "The national id had lost its leading zero, and has got it back.",
    "imports.id_joined":
      "Only the last five digits were there; the rest was taken from the birth date.",
    "imports.id_in_text":
      "There is a national id here, where everybody can see it. Move it to the column for national ids.",
    "imports.id_repeated": "The same national id as in an earlier row.",
    "imports.id_in_register": "A student with this national id is in the register already.",
    "imports.person_repeated": "The same name and birth date as in an earlier row.",
    "imports.person_in_register":
      "A student with the same name and birth date is in the register already.",
    "imports.number_repeated": "The same student number as in an earlier row. Both are taken in.",
    "imports.email_invalid": "This is not an email address.",
    "imports.phone_invalid": "This is not a telephone number.",
    "imports.phone_rewritten": "The telephone number was rewritten in the usual form.",
    "imports.foreign_phone": "A foreign telephone number, taken in as it is.",
    "imports.first_of_several": "Several in one cell: the first was taken.",
    "imports.postal_unknown": "The postal code does not exist.",
    "imports.postal_zero": "The postal code had lost its leading zero, and has got it back.",
    "imports.postal_taken_out":
      "The postal code was taken out; the town comes from the postal register.",
    "imports.class_unknown": "The licence class does not exist.",
    "imports.several_classes": "Several classes in one cell: all were taken.",
    "imports.amount_unreadable": "This is not an amount.",
    "imports.thousands": "Read as thousands: three digits after the separator are no øre.",
    "imports.instructor_unknown":
      "Unknown instructor: the name is kept as text, and the student is put on the to-do list.",
    "imports.status_unknown": "We do not know this status. The student is set to “Waiting”.",
    "imports.start_left_out": "The start date cannot be read and is left out.",
    "imports.date_rewritten": "The date was rewritten in the usual form.",
    "imports.month_first": "The column has the month first, and the date was read like that.",
    "imports.two_digit_year": "A year of two digits was written out.",
    "imports.date_serial": "The date stood as the spreadsheet's number, and was worked out.",
    "imports.cell_too_long_for_field": "The text is too long.",
    "imports.broken_character": "A character is damaged in the file. Export it again as UTF-8.",
    "imports.formula_text": "Begins like a formula; kept as plain text.",
    "imports.guardian_unnamed":
      "A guardian without a name: the number or address is used as the name.",
    "imports.student_used": "{name} (student {number}) was changed or used after the import.",
    "imports.contact_used": "{name} (contact) was changed or tied to others after the import.",
  },
};

export const flashes: Coded = {
  nb: {
    "imports.uploaded": "Filen er lest. Se over hva kolonnene betyr.",
    "imports.given_up": "Filen er slettet. Ingenting ble importert.",
  },
  en: {
    "imports.uploaded": "The file has been read. Look over what the columns mean.",
    "imports.given_up": "The file is deleted. Nothing was imported.",
  },
};

export const actions: Coded = {
  nb: {
    "imports.uploaded": "lastet opp en fil for import",
    "imports.mapped": "valgte hva kolonnene i importen betyr",
    "imports.part_checked": "kontrollerte en del av importen",
    "imports.checked": "kontrollerte siste del av importen",
    "imports.started": "startet importen",
    "imports.part_imported": "importerte en del av radene",
    "imports.finished": "importerte de siste radene",
    "imports.undo_started": "startet angring av importen",
    "imports.part_undone": "fjernet en del av det som ble importert",
    "imports.undone": "fjernet det siste som ble importert",
    "imports.retried": "satte i gang importen igjen",
    "imports.given_up": "slettet filen uten å importere den",
  },
  en: {
    "imports.uploaded": "uploaded a file to import",
    "imports.mapped": "chose what the import's columns mean",
    "imports.part_checked": "checked a part of the import",
    "imports.checked": "checked the last part of the import",
    "imports.started": "started the import",
    "imports.part_imported": "imported a part of the rows",
    "imports.finished": "imported the last rows",
    "imports.undo_started": "started to undo the import",
    "imports.part_undone": "removed a part of what was imported",
    "imports.undone": "removed the last of what was imported",
    "imports.retried": "set the import going again",
    "imports.given_up": "deleted the file without importing it",
  },
};

export const sources: Coded = {
  nb: {
    "imports.limits": "Reglene for import",
    "imports.mapping": "Det vi må vite om hver elev",
    "imports.undo": "Angring tar bare bort det ingen har brukt",
    "imports.order": "Rekkefølgen i en import",
  },
  en: {
    "imports.limits": "The rules for imports",
    "imports.mapping": "What we must know of each student",
    "imports.undo": "An undo only removes what nobody has used",
    "imports.order": "The order of an import",
  },
};
