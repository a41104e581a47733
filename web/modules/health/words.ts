/** Said before anybody can be known, so in both languages at once. */
export const setupWords = {
  title: "TMS er ikke klar ennå · TMS is not ready yet",
  keys: {
    nb: "Hemmeligheten KEYS mangler eller kan ikke brukes.",
    en: "The secret KEYS is missing or cannot be used.",
  },
  schema: {
    nb: "Databasen er tom, eller mangler de nyeste endringene.",
    en: "The database is empty, or lacks the newest migrations.",
  },
  help: {
    nb: "På egen maskin ordner denne kommandoen alt og starter systemet:",
    en: "On your own machine this command puts everything right and starts the system:",
  },
  only_migrate: {
    nb: "Bare databasen:",
    en: "The database only:",
  },
  production: {
    nb: "I produksjon: se PRODUCTION_SETUP.md.",
    en: "In production: see PRODUCTION_SETUP.md.",
  },
};
