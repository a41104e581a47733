import { brokenPlate, quotaPlate, silentPlate, vehicles } from "./autosys_data.ts";
import type { Answer, Simulator } from "./protocol.ts";

const error = (status: number, gjelder: string, melding: string): Answer => ({
  status,
  json: { gjelder, melding },
});

/** The vehicle register: one vehicle by its plate or its chassis number, with an API key. */
export const autosys: Simulator = ({ method, path, query, headers }) => {
  if (method !== "GET" || path !== "/enkeltoppslag/kjoretoydata") return { status: 404 };
  const key = /^Apikey (.+)$/.exec(headers["svv-authorization"] ?? "")?.[1];
  if (!key) return error(401, "AUTENTISERING", "Mangler API-nøkkel");
  if (key === "wrong") return error(403, "AUTORISASJON", "API-nøkkelen er ugyldig");
  const plate = query.get("kjennemerke");
  const chassis = query.get("understellsnummer");
  if (!plate && !chassis)
    return error(400, "INGEN_PARAMETRE", "Oppgi kjennemerke eller understellsnummer");
  if (plate === silentPlate) return "silence";
  if (plate === brokenPlate) return error(500, "TEKNISK_FEIL", "Noe gikk galt");
  if (plate === quotaPlate) return error(429, "KVOTE_OVERSKREDET", "Dagens kvote er brukt opp");
  const found = plate
    ? vehicles.get(plate)
    : [...vehicles.values()].find((known) => JSON.stringify(known).includes(`"${chassis}"`));
  return found
    ? { status: 200, json: { kjoretoydataListe: [found] } }
    : error(404, "KJENNEMERKE_UKJENT", "Fant ikke kjøretøyet");
};
