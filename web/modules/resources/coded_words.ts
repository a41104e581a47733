import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "resources.not_found": "Vi finner ikke rommet. Det kan tilhøre en annen skole.",
    "resources.name_taken": "Skolen har alt et rom med dette navnet. Velg et annet navn.",
    "resources.no_branch": "Avdelingen finnes ikke eller er lagt ned. Velg en annen.",
  },
  en: {
    "resources.not_found": "We cannot find the room. It may belong to another school.",
    "resources.name_taken": "The school already has a room of this name. Choose another name.",
    "resources.no_branch": "The branch does not exist or is closed. Choose another.",
  },
};

export const flashes: Coded = {
  nb: {
    "resources.room_added": "Rommet er lagt til.",
    "resources.room_changed": "Rommet er endret.",
  },
  en: {
    "resources.room_added": "The room is added.",
    "resources.room_changed": "The room is changed.",
  },
};

export const actions: Coded = {
  nb: {
    "resources.room_added": "la til rommet",
    "resources.room_changed": "endret rommet",
  },
  en: {
    "resources.room_added": "added the room",
    "resources.room_changed": "changed the room",
  },
};
