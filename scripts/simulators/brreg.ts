import { brokenCompany, companies, deletedCompany, silentCompany } from "./brreg_data.ts";
import type { Answer, Simulator } from "./protocol.ts";

const base = "/enhetsregisteret/api/enheter";
const notFound: Answer = { status: 404 };

/** The open register of companies: one by its number, or a list by the beginning of its name. */
export const brreg: Simulator = ({ method, path, query }) => {
  if (method !== "GET") return { status: 405 };
  if (path === base) return search(query);
  const number = path.startsWith(`${base}/`) ? path.slice(base.length + 1) : "";
  if (!/^\d{9}$/.test(number)) return path.startsWith(base) ? badNumber(number) : notFound;
  if (number === silentCompany) return "silence";
  if (number === brokenCompany)
    return { status: 500, json: { status: 500, error: "Internal Server Error" } };
  if (number === deletedCompany)
    return { status: 410, json: { organisasjonsnummer: number, slettedato: "2024-06-30" } };
  const found = companies.find((company) => company.organisasjonsnummer === number);
  return found ? { status: 200, json: found } : notFound;
};

function badNumber(number: string): Answer {
  const feilmelding = "Organisasjonsnummeret må være på 9 siffer";
  return { status: 400, json: { status: 400, feilmelding, valideringsfeil: [{ verdi: number }] } };
}

function search(query: URLSearchParams): Answer {
  const name = query.get("navn")?.toUpperCase();
  const number = query.get("organisasjonsnummer");
  const size = Math.min(Number(query.get("size") ?? 20), 100);
  const page = Number(query.get("page") ?? 0);
  const all = companies.filter(
    (company) =>
      (!name ||
        company.navn.split(/\s+/).some((word) => word.startsWith(name)) ||
        company.navn.startsWith(name)) &&
      (!number || company.organisasjonsnummer === number),
  );
  const enheter = all.slice(page * size, (page + 1) * size);
  const totals = { totalElements: all.length, totalPages: Math.ceil(all.length / size) };
  // As the real one: with no hits there is no _embedded at all.
  return {
    status: 200,
    json: {
      ...(enheter.length && { _embedded: { enheter } }),
      page: { size, number: page, ...totals },
    },
  };
}
