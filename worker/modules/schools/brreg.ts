import * as z from "zod";
import type { Ctx } from "#worker/lib/ctx.ts";
import { fetchOut, jsonIn } from "#worker/lib/fetch_out.ts";
import { lookUpWait } from "#worker/lib/look_up.ts";
import type { Company } from "./input.ts";

/** Why the register of companies did not tell: codes of the words. */
export type BrregSilence =
  | "schools.register_unknown"
  | "schools.register_deleted"
  | "schools.register_unreachable"
  | "schools.register_limit";

export type CompanyResult =
  | { found: true; company: Company; wait?: never }
  /** `wait`: milliseconds until asking again can help, where that is known. */
  | { found: false; code: BrregSilence; wait?: number };

const Address = z.object({
  adresse: z.array(z.string().nullable()).optional(),
  postnummer: z.string().optional(),
  poststed: z.string().optional(),
});

// Only what is read of the answer; the register may say more, and leave any of it out.
const Answer = z.object({
  organisasjonsnummer: z.string(),
  navn: z.string(),
  organisasjonsform: z.object({ kode: z.string() }).optional(),
  naeringskode1: z.object({ kode: z.string() }).optional(),
  forretningsadresse: Address.optional(),
  postadresse: Address.optional(),
  registrertIMvaregisteret: z.boolean().optional(),
  konkurs: z.boolean().optional(),
  underAvvikling: z.boolean().optional(),
  slettedato: z.string().optional(),
});

/**
 * What Enhetsregisteret knows of an organisation number. It is open and needs no key. Never
 * throws: without the register the form is typed.
 */
export async function lookUpCompany(ctx: Ctx, orgnr: string): Promise<CompanyResult> {
  const { env } = ctx;
  const wait = await lookUpWait(ctx);
  if (wait > 0) return { found: false, code: "schools.register_limit", wait };
  const url = `${env.BRREG_URL}/enhetsregisteret/api/enheter/${encodeURIComponent(orgnr)}`;
  const out = await fetchOut(env, url, { headers: { accept: "application/json" } });
  if (!out.answered) return { found: false, code: "schools.register_unreachable" };
  if (out.status === 404) return { found: false, code: "schools.register_unknown" };
  if (out.status === 410) return { found: false, code: "schools.register_deleted" };
  const answer = out.status === 200 ? jsonIn(out.body, Answer) : undefined;
  if (!answer) return { found: false, code: "schools.register_unreachable" };
  if (answer.slettedato) return { found: false, code: "schools.register_deleted" };
  return { found: true, company: companyIn(answer) };
}

function companyIn(answer: z.output<typeof Answer>): Company {
  const place = answer.forretningsadresse ?? answer.postadresse;
  return {
    orgnr: answer.organisasjonsnummer,
    name: answer.navn,
    form: answer.organisasjonsform?.kode ?? null,
    address: place?.adresse?.filter(Boolean).join(", ") || null,
    postalCode: place?.postnummer ?? null,
    town: place?.poststed ?? null,
    industry: answer.naeringskode1?.kode ?? null,
    vat: answer.registrertIMvaregisteret ?? false,
    bankrupt: answer.konkurs ?? false,
    closing: answer.underAvvikling ?? false,
  };
}
