import type { Coded } from "#web/words.ts";

/** Why a step is refused or warned of, and beside each (`_help`) what would change it. */
export const reasons: Coded = {
  nb: {
    "curriculum.no_such_step": "Trinnet finnes ikke i læreplanen eleven følger.",
    "curriculum.no_such_step_help": "Velg et trinn fra elevens opplæringsplan.",
    "curriculum.not_a_step": "Dette er ikke et trinn i en læreplan.",
    "curriculum.unverified_help": "Reglene for klassen må kontrolleres mot forskriften først.",
    "curriculum.not_offered": "Skolen tilbyr ikke klasse {class}.",
    "curriculum.not_offered_help": "Eieren kan legge til klassen under Skolen.",
    "curriculum.not_her_class": "Eleven er ikke registrert med klasse {class}.",
    "curriculum.not_her_class_help": "Legg til klassen på eleven først.",
    "curriculum.has_left": "Eleven har fullført eller sluttet.",
    "curriculum.has_left_help": "Ta eleven inn igjen på elevens side.",
    "curriculum.step_unverified": "Kravet til «{step}» er ikke kontrollert mot forskriften.",
    "curriculum.step_unverified_help":
      "Faglig leder bør lese forskriften før trinnet regnes som fullført.",
    "curriculum.too_young_tgk_help": "Velg {on} eller senere.",
    "curriculum.too_young_practice_help": "Velg {on} eller senere.",
    "curriculum.too_young_theory_help": "Velg {on} eller senere.",
    "curriculum.too_young_test_help": "Velg {on} eller senere.",
    "curriculum.licence_missing": "Klasse {class} krever at eleven har klasse {holding}.",
    "curriculum.licence_missing_help":
      "Registrer førerkortet i klasse {holding} under Papirer når eleven har det.",
    "curriculum.health_missing": "Klasse {class} krever gyldig helseattest.",
    "curriculum.health_missing_help": "Registrer helseattesten under Papirer.",
    "curriculum.upgrade_too_early":
      "Det korte løpet til klasse {class} krever klasse {holding} i minst {years} år.",
    "curriculum.upgrade_too_early_help":
      "Registrer førerkortet i klasse {holding} under Papirer, eller velg full opplæring.",
    "curriculum.planned_first": "«{step}» er avtalt, men ikke gjennomført ennå.",
    "curriculum.planned_first_help": "Gjennomfør «{step}» før dette.",
    "curriculum.tgk_missing":
      "Trafikalt grunnkurs må være fullført før øvelseskjøring. Det mangler «{step}».",
    "curriculum.tgk_missing_help":
      "Meld eleven på kurs, eller godskriv kurset hvis det er tatt et annet sted.",
    "curriculum.first_aid_missing": "Førstehjelpskurset må være fullført før øvelseskjøring.",
    "curriculum.first_aid_missing_help":
      "Meld eleven på førstehjelpskurs, eller godskriv kurset hvis det er tatt et annet sted.",
    "curriculum.dark_later": "«{step}» mangler. Uten det er kjøring bare lov før {on}.",
    "curriculum.dark_later_help": "Ta «{step}» når det blir mørkt, fra {on}.",
    "curriculum.dark_missing": "I den mørke årstiden må «{step}» være tatt før eleven kan kjøre.",
    "curriculum.dark_missing_help": "Ta «{step}» nå, eller vent til {on}.",
    "curriculum.permit_missing": "Vi har ikke registrert øvelseskjøringsbevis i klasse {class}.",
    "curriculum.permit_missing_help":
      "Statens vegvesen utsteder beviset når skolen har meldt inn grunnkurset. Registrer det under Papirer.",
    "curriculum.order": "Delene tas i fast rekkefølge. «{step}» må være fullført først.",
    "curriculum.order_help":
      "Gjennomfør «{step}». Faglig leder kan gjøre unntak med en begrunnelse.",
    "curriculum.stage": "Trinnet før er ikke avsluttet. «{step}» må være gjennomført.",
    "curriculum.stage_help": "Avtal «{step}». Faglig leder kan gjøre unntak med en begrunnelse.",
    "curriculum.track_first": "«{step}» skal som hovedregel være tatt før trinn 4.",
    "curriculum.track_first_help":
      "Ta «{step}» først. Faglig leder kan gjøre unntak med en begrunnelse.",
    "curriculum.basic_first": "«{step}» må være tatt før praktisk opplæring.",
    "curriculum.basic_first_help":
      "Ta «{step}» først. Faglig leder kan gjøre unntak med en begrunnelse.",
    "curriculum.wait": "Det må gå en tid etter «{step}». Dette kan tas fra {on}.",
    "curriculum.wait_help":
      "Velg {on} eller senere. Faglig leder kan gjøre unntak med en begrunnelse.",
    "curriculum.not_recommended": "Læreren rådet eleven til å øve mer etter «{step}».",
    "curriculum.not_recommended_help": "Eleven kan gå videre likevel. Snakk om det først.",
    "curriculum.track_early":
      "Banekurset tas mot slutten av trinn 3. Ingen timer på trinn 3 er registrert.",
    "curriculum.track_early_help": "Kjør noen timer på trinn 3 først.",
    "curriculum.group_too_big": "Det er {group} elever, og det er plass til {max}.",
    "curriculum.group_too_big_help": "Del gruppen, eller flytt noen til et annet kurs.",
    "curriculum.group_extra":
      "Gruppen er på {max}. Inntil {extra} til kan være med for å ta igjen noe.",
    "curriculum.group_extra_help":
      "Kontroller at de som er over tallet, bare tar igjen det de mangler.",
    "curriculum.done_already": "«{step}» er fullført fra før.",
    "curriculum.done_already_help": "Eleven kan ta det om igjen, men trenger det ikke.",
    "curriculum.exempt": "Eleven er fritatt for «{step}».",
    "curriculum.exempt_help": "Eleven kan ta det likevel.",
    "curriculum.too_short": "Trinnvurderingen tas i ett, og varer minst {minutes} minutter.",
    "curriculum.too_short_help": "Sett av {minutes} minutter eller mer.",
    "curriculum.too_few_days": "Kurset går over minst {sessions} dager. Dette blir dag {days}.",
    "curriculum.too_few_days_help": "Del kurset på flere dager.",
    "curriculum.not_dark": "«{step}» holdes bare i den mørke årstiden, fra {on} til {until}.",
    "curriculum.not_dark_help": "Velg {on} eller senere.",
    "curriculum.first_aid_teacher":
      "Den som underviser i førstehjelp, må ha instruktørgodkjenning fra Norsk Førstehjelpsråd.",
    "curriculum.first_aid_teacher_help": "Kontroller at godkjenningen er i orden.",
    "curriculum.not_approved": "Læreren er ikke godkjent for klasse {class} den {on}.",
    "curriculum.not_approved_help":
      "Velg en annen lærer, eller registrer godkjenningen på den ansatte.",
    "curriculum.no_application":
      "Søknaden om førerkort i klasse {class} må være godkjent før teoriprøven.",
    "curriculum.no_application_help":
      "Eleven søker på vegvesen.no. Registrer godkjenningen under Papirer.",
    "curriculum.theory_wait": "Etter en ikke bestått teoriprøve må det gå {days} dager.",
    "curriculum.theory_wait_help": "Velg {on} eller senere.",
    "curriculum.theory_passed": "Teoriprøven i klasse {class} er bestått og gjelder til {on}.",
    "curriculum.theory_passed_help": "Eleven trenger ingen ny prøve ennå.",
    "curriculum.theory_missing":
      "Teoriprøven i klasse {class} må være bestått før den praktiske prøven.",
    "curriculum.theory_missing_help": "Registrer den beståtte prøven under Papirer.",
    "curriculum.theory_expired": "Teoriprøven gjelder i {years} år. Den gikk ut {on}.",
    "curriculum.theory_expired_help": "Eleven må ta en ny teoriprøve.",
    "curriculum.practical_wait": "Etter en ikke bestått praktisk prøve må det gå {days} dager.",
    "curriculum.practical_wait_help": "Velg {on} eller senere.",
    "curriculum.practical_passed": "Den praktiske prøven i klasse {class} er bestått {on}.",
    "curriculum.practical_passed_help": "Eleven trenger ingen ny prøve.",
    "curriculum.mandatory_missing":
      "All obligatorisk opplæring må være fullført. Det mangler «{step}».",
    "curriculum.mandatory_missing_help":
      "Gjennomfør «{step}», eller godskriv det hvis det er tatt et annet sted.",
    "curriculum.dark_after_test": "«{step}» mangler, og må tas etter prøven.",
    "curriculum.dark_after_test_help": "Meld eleven på «{step}» fra {on}.",
    "curriculum.code_78": "Prøve med automatgir gir førerkort med kode 78.",
    "curriculum.code_78_help": "Velg en bil med manuelt gir, eller kryss av for automat på eleven.",
    "curriculum.check_basics": "Eleven er fritatt for «{step}» fordi hun har et annet førerkort.",
    "curriculum.check_basics_help":
      "Spør om hun har tatt det. Har hun ikke det, må hun ta det før prøven.",
  },
  en: {
    "curriculum.no_such_step": "The curriculum the student follows has no such step.",
    "curriculum.no_such_step_help": "Choose a step of the student’s training plan.",
    "curriculum.not_a_step": "This is no step of a curriculum.",
    "curriculum.unverified_help":
      "The rules of the class must be checked against the regulation first.",
    "curriculum.not_offered": "The school does not offer class {class}.",
    "curriculum.not_offered_help": "The owner can add the class under The school.",
    "curriculum.not_her_class": "The student is not registered with class {class}.",
    "curriculum.not_her_class_help": "Add the class to the student first.",
    "curriculum.has_left": "The student has finished or quit.",
    "curriculum.has_left_help": "Take the student back in on the student’s page.",
    "curriculum.step_unverified":
      "What is asked for “{step}” has not been checked against the regulation.",
    "curriculum.step_unverified_help":
      "The academic leader should read the regulation before the step counts as done.",
    "curriculum.too_young_tgk_help": "Choose {on} or later.",
    "curriculum.too_young_practice_help": "Choose {on} or later.",
    "curriculum.too_young_theory_help": "Choose {on} or later.",
    "curriculum.too_young_test_help": "Choose {on} or later.",
    "curriculum.licence_missing": "Class {class} asks that the student holds class {holding}.",
    "curriculum.licence_missing_help":
      "Register the licence for class {holding} under Papers once the student has it.",
    "curriculum.health_missing": "Class {class} asks for a valid health certificate.",
    "curriculum.health_missing_help": "Register the health certificate under Papers.",
    "curriculum.upgrade_too_early":
      "The short way to class {class} asks for class {holding} for at least {years} years.",
    "curriculum.upgrade_too_early_help":
      "Register the licence for class {holding} under Papers, or choose full training.",
    "curriculum.planned_first": "“{step}” is booked, but not done yet.",
    "curriculum.planned_first_help": "Do “{step}” before this.",
    "curriculum.tgk_missing":
      "The basic traffic course must be complete before practice driving. “{step}” is missing.",
    "curriculum.tgk_missing_help":
      "Sign the student up for a course, or credit the course if it was taken elsewhere.",
    "curriculum.first_aid_missing":
      "The first aid course must be complete before practice driving.",
    "curriculum.first_aid_missing_help":
      "Sign the student up for first aid, or credit the course if it was taken elsewhere.",
    "curriculum.dark_later":
      "“{step}” is missing. Without it, driving is only allowed before {on}.",
    "curriculum.dark_later_help": "Take “{step}” when the dark comes, from {on}.",
    "curriculum.dark_missing":
      "In the dark season “{step}” must be taken before the student may drive.",
    "curriculum.dark_missing_help": "Take “{step}” now, or wait until {on}.",
    "curriculum.permit_missing": "We have no practice permit for class {class} on record.",
    "curriculum.permit_missing_help":
      "The Public Roads Administration issues it once the school has reported the basic course. Register it under Papers.",
    "curriculum.order": "The parts are taken in a fixed order. “{step}” must be complete first.",
    "curriculum.order_help":
      "Do “{step}”. The academic leader can make an exception with a reason.",
    "curriculum.stage": "The stage before has not been ended. “{step}” must be done.",
    "curriculum.stage_help":
      "Book “{step}”. The academic leader can make an exception with a reason.",
    "curriculum.track_first": "As a main rule “{step}” is taken before stage 4.",
    "curriculum.track_first_help":
      "Take “{step}” first. The academic leader can make an exception with a reason.",
    "curriculum.basic_first": "“{step}” must be taken before practical training.",
    "curriculum.basic_first_help":
      "Take “{step}” first. The academic leader can make an exception with a reason.",
    "curriculum.wait": "Some time must pass after “{step}”. This may be taken from {on}.",
    "curriculum.wait_help":
      "Choose {on} or later. The academic leader can make an exception with a reason.",
    "curriculum.not_recommended":
      "The instructor advised the student to practise more after “{step}”.",
    "curriculum.not_recommended_help": "The student may go on all the same. Talk about it first.",
    "curriculum.track_early":
      "The track course comes near the end of stage 3. No lessons of stage 3 are on record.",
    "curriculum.track_early_help": "Drive some lessons of stage 3 first.",
    "curriculum.group_too_big": "There are {group} students, and room for {max}.",
    "curriculum.group_too_big_help": "Split the group, or move some to another course.",
    "curriculum.group_extra": "The group is of {max}. Up to {extra} more may join to catch up.",
    "curriculum.group_extra_help": "Check that those above the number only take what they missed.",
    "curriculum.done_already": "“{step}” is done already.",
    "curriculum.done_already_help": "The student may take it again, but need not.",
    "curriculum.exempt": "The student is exempt from “{step}”.",
    "curriculum.exempt_help": "The student may take it all the same.",
    "curriculum.too_short":
      "The assessment is taken in one go and lasts at least {minutes} minutes.",
    "curriculum.too_short_help": "Set aside {minutes} minutes or more.",
    "curriculum.too_few_days":
      "The course runs over at least {sessions} days. This would be day {days}.",
    "curriculum.too_few_days_help": "Spread the course over more days.",
    "curriculum.not_dark": "“{step}” is only held in the dark season, from {on} to {until}.",
    "curriculum.not_dark_help": "Choose {on} or later.",
    "curriculum.first_aid_teacher":
      "Whoever teaches first aid must hold an instructor’s approval from the Norwegian First Aid Council.",
    "curriculum.first_aid_teacher_help": "Check that the approval is in order.",
    "curriculum.not_approved": "The instructor is not approved for class {class} on {on}.",
    "curriculum.not_approved_help":
      "Choose another instructor, or register the approval on the employee.",
    "curriculum.no_application":
      "The application for a licence in class {class} must be approved before the theory test.",
    "curriculum.no_application_help":
      "The student applies on vegvesen.no. Register the approval under Papers.",
    "curriculum.theory_wait": "After a failed theory test {days} days must pass.",
    "curriculum.theory_wait_help": "Choose {on} or later.",
    "curriculum.theory_passed": "The theory test for class {class} is passed and holds until {on}.",
    "curriculum.theory_passed_help": "The student needs no new test yet.",
    "curriculum.theory_missing":
      "The theory test for class {class} must be passed before the practical test.",
    "curriculum.theory_missing_help": "Register the passed test under Papers.",
    "curriculum.theory_expired": "The theory test holds for {years} years. It ran out on {on}.",
    "curriculum.theory_expired_help": "The student must take a new theory test.",
    "curriculum.practical_wait": "After a failed practical test {days} days must pass.",
    "curriculum.practical_wait_help": "Choose {on} or later.",
    "curriculum.practical_passed": "The practical test for class {class} was passed on {on}.",
    "curriculum.practical_passed_help": "The student needs no new test.",
    "curriculum.mandatory_missing": "All mandatory training must be complete. “{step}” is missing.",
    "curriculum.mandatory_missing_help": "Do “{step}”, or credit it if it was taken elsewhere.",
    "curriculum.dark_after_test": "“{step}” is missing, and must be taken after the test.",
    "curriculum.dark_after_test_help": "Sign the student up for “{step}” from {on}.",
    "curriculum.code_78": "A test in an automatic gives a licence with code 78.",
    "curriculum.code_78_help": "Choose a car with manual gears, or tick automatic on the student.",
    "curriculum.check_basics": "The student is exempt from “{step}” because of another licence.",
    "curriculum.check_basics_help":
      "Ask whether it was taken. If not, it must be taken before the test.",
  },
};
