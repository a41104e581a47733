import type { Locale } from "#web/ui/view.ts";
import { words } from "#web/ui/view.ts";
import type { Grant } from "#worker/lib/grants.ts";

const table: Record<Locale, Record<Grant, string>> = {
  nb: {
    "account:own": "Endre egen konto",
    "home:read": "Se forsiden",
    "me:read": "Se sin egen opplæring",
    "schools:read": "Se skolens opplysninger",
    "schools:write": "Endre skolens opplysninger og innstillinger",
    "users:read": "Se hvem som har tilgang",
    "users:write": "Invitere ansatte og endre roller",
    "audit:read": "Se hva som er gjort, og av hvem",
    "mail:read": "Se e-post som er sendt",
    "mail:write": "Sende e-post på nytt",
    "students:read": "Se elever",
    "students:write": "Registrere og endre elever",
    "students:export": "Hente ut elevlister",
    "students:national_id": "Se og skrive fødselsnummer",
    "imports:run": "Importere registre",
    "employees:read": "Se ansatte",
    "employees:write": "Endre ansatte",
    "vehicles:read": "Se kjøretøy",
    "vehicles:write": "Registrere og endre kjøretøy",
    "resources:read": "Se rom og hengere",
    "resources:write": "Legge til og endre rom",
    "search:use": "Søke i skolen",
    "platform:schools": "Opprette og se alle skoler",
  },
  en: {
    "account:own": "Change one's own account",
    "home:read": "See the front page",
    "me:read": "See one's own training",
    "schools:read": "See the school's details",
    "schools:write": "Change the school's details and settings",
    "users:read": "See who has access",
    "users:write": "Invite staff and change roles",
    "audit:read": "See what was done, and by whom",
    "mail:read": "See email that was sent",
    "mail:write": "Send email again",
    "students:read": "See students",
    "students:write": "Register and change students",
    "students:export": "Export student lists",
    "students:national_id": "See and write national identity numbers",
    "imports:run": "Import registers",
    "employees:read": "See staff",
    "employees:write": "Change staff",
    "vehicles:read": "See vehicles",
    "vehicles:write": "Register and change vehicles",
    "resources:read": "See rooms and trailers",
    "resources:write": "Add and change rooms",
    "search:use": "Search the school",
    "platform:schools": "Create and see all schools",
  },
};

/** What a right lets one do; a right without words does not compile. */
export const useGrant = words(table);
