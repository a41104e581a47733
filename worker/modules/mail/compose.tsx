import { render } from "preact-render-to-string";
import { LetterHtml } from "#web/modules/mail/letter.tsx";
import { type LetterText, letterTexts, signature } from "#web/modules/mail/letter_words.ts";
import { fill } from "#web/ui/words.ts";
import type { Locale } from "#worker/lib/ctx.ts";
import { linkToken } from "#worker/lib/links.ts";
import type { Template } from "./input.ts";

type Letter = { template: Template; locale: Locale; params: Readonly<Record<string, string>> };
export type Composed = { subject: string; text: string; html: string };

/** The address that a letter's link leads to; none for a letter that only tells. */
export function linkOf({ template, params }: Letter, env: { ORIGIN: string; KEYS: string }) {
  // A page of ours, behind its sign-in: no secret.
  if (params.path) return `${env.ORIGIN}${params.path}`;
  if (!params.linkId) return undefined;
  // A link that is no row of its own says first what it is about.
  const about = params.linkTo ?? "";
  return `${env.ORIGIN}/link/${template}/${about}${linkToken(env.KEYS, params.linkId)}`;
}

/** What a letter says. Without a link it is what the log may show. */
export function compose(letter: Letter, link?: string): Composed {
  const { locale, params } = letter;
  const text = filled(letterTexts[locale][letter.template], params);
  const lines = [
    ...text.before,
    ...(link ? [link] : []),
    ...text.after,
    `-- \n${signature[locale]}`,
  ];
  const html = render(
    <LetterHtml locale={locale} text={text} link={link} signature={signature[locale]} />,
  );
  return { subject: text.subject, text: lines.join("\n\n"), html: `<!doctype html>${html}` };
}

function filled(text: LetterText, params: Letter["params"]): LetterText {
  const more = Object.entries(text.also ?? {}).flatMap(([name, line]) =>
    params[name] ? line : [],
  );
  return {
    ...text,
    subject: fill(text.subject, params),
    before: [...text.before, ...more].map((line) => fill(line, params)),
    after: text.after.map((line) => fill(line, params)),
  };
}
