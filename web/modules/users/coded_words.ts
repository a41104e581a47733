import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "users.not_found": "Vi finner ikke personen. Tilgangen kan være avsluttet.",
    "users.no_invitation": "Invitasjonen finnes ikke lenger. Den er besvart eller trukket tilbake.",
    "users.link_gone":
      "Lenken virker ikke lenger. Den er brukt, for gammel eller erstattet av en nyere.",
    "users.link_broken":
      "Lenken er ikke hel. E-postprogrammer deler noen ganger lange lenker i to. Gå tilbake til e-posten, kopier hele lenken, og lim den inn i adressefeltet.",
    "users.last_owner":
      "Dette er den siste som leder her. Gi rollen til en annen først, så kan den tas fra denne.",
    "users.no_roles": "Velg minst én rolle. Skal personen ikke lenger ha tilgang, avslutt den.",
    "users.role_elsewhere": "Denne rollen kan ikke gis her. Velg en av rollene i listen.",
    "users.already_member": "Denne adressen har allerede tilgang her. Endre rollene i listen.",
    "users.already_invited":
      "Denne adressen har allerede en invitasjon som venter. Send ny lenke fra listen.",
  },
  en: {
    "users.not_found": "We cannot find the person. The access may have ended.",
    "users.no_invitation": "The invitation is gone. It has been answered or withdrawn.",
    "users.link_gone":
      "The link no longer works. It has been used, is too old or was replaced by a newer one.",
    "users.link_broken":
      "The link is not whole. Mail programs sometimes break long links in two. Go back to the mail, copy all of the link, and paste it into the address bar.",
    "users.last_owner":
      "This is the last one who leads here. Give the role to another first, then it can be taken from this one.",
    "users.no_roles": "Choose at least one role. To end the access altogether, end it.",
    "users.role_elsewhere": "This role cannot be given here. Choose one of those in the list.",
    "users.already_member": "This address has access here already. Change the roles in the list.",
    "users.already_invited":
      "This address has an invitation that waits already. Send a new link from the list.",
  },
};

export const sources: Coded = {
  nb: {
    "users.someone_must_lead": "Systemets regel: en skole er aldri uten eier",
    "users.roles_are_rights": "Systemets regel: tilgang gis gjennom roller",
  },
  en: {
    "users.someone_must_lead": "A rule of the system: a school is never without an owner",
    "users.roles_are_rights": "A rule of the system: access is given by roles",
  },
};

export const flashes: Coded = {
  nb: {
    "users.invited": "Invitasjonen er på vei.",
    "users.invitation_renewed": "En ny lenke er på vei. Den gamle virker ikke lenger.",
    "users.invitation_withdrawn": "Invitasjonen er trukket tilbake.",
    "users.roles_changed": "Rollene er endret, og gjelder fra nå.",
    "users.membership_ended": "Tilgangen er avsluttet.",
  },
  en: {
    "users.invited": "The invitation is on its way.",
    "users.invitation_renewed": "A new link is on its way. The old one no longer works.",
    "users.invitation_withdrawn": "The invitation is withdrawn.",
    "users.roles_changed": "The roles are changed, from now on.",
    "users.membership_ended": "The access has ended.",
  },
};

export const actions: Coded = {
  nb: {
    "users.invited": "inviterte",
    "users.invitation_renewed": "sendte invitasjonen på nytt",
    "users.invitation_withdrawn": "trakk invitasjonen tilbake",
    "users.joined": "ble med",
    "users.roles_changed": "endret roller",
    "users.membership_ended": "avsluttet tilgangen",
  },
  en: {
    "users.invited": "invited",
    "users.invitation_renewed": "sent the invitation again",
    "users.invitation_withdrawn": "withdrew the invitation",
    "users.joined": "joined",
    "users.roles_changed": "changed roles",
    "users.membership_ended": "ended the access",
  },
};
