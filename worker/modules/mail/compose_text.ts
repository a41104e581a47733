import { letterTexts } from "#web/modules/mail/letter_words.ts";
import { textTexts } from "#web/modules/mail/text_words.ts";
import { fill } from "#web/ui/words.ts";
import type { Locale } from "#worker/lib/ctx.ts";
import { shortToken } from "#worker/lib/links.ts";
import { segments, toGsm } from "./gsm.ts";
import type { Template, TextTemplate } from "./input.ts";

type Params = Readonly<Record<string, string>>;
type Text = { template: Template; locale: Locale; params: Params };

/** The address that an SMS leads to. */
export const textLinkOf = ({ params }: Text, env: { ORIGIN: string; KEYS: string }) =>
  params.linkId ? `${env.ORIGIN}/r/${shortToken(env.KEYS, params.linkId)}` : "";

// A letter that has no SMS has none in the log either.
const textsOf = ({ locale, template }: Text) =>
  textTexts[locale][template as TextTemplate] as readonly string[] | undefined;

/**
 * What an SMS says, in one segment: of its wordings the fullest that fits, and of the shortest
 * only as much of the school's name as there is room for. Without a link it is what the log shows.
 */
export function composeText(message: Text, link = "…"): { subject: string; text: string } {
  const { locale, template, params } = message;
  const subject = fill(letterTexts[locale][template].subject, params);
  // The link is put in last: nothing of it is changed, and no name can be taken for it.
  const said = (wording: string, names: Params) =>
    wording
      .split("{link}")
      .map((part) => toGsm(fill(part, names)))
      .join(link);
  const wordings = textsOf(message) ?? [];
  const whole = wordings.map((one) => said(one, params)).find((one) => segments(one) === 1);
  if (whole) return { subject, text: whole };
  const [shortest = ""] = wordings.slice(-1);
  for (let room = params.schoolName?.length ?? 0; room > 0; room--) {
    const schoolName = params.schoolName?.slice(0, room).trimEnd() ?? "";
    const text = said(shortest, { ...params, schoolName });
    if (segments(text) === 1) return { subject, text };
  }
  return { subject, text: said(shortest, { ...params, schoolName: "" }) };
}
