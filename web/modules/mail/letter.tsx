import type { Locale } from "#web/ui/view.ts";
import type { LetterText } from "./letter_words.ts";

type LetterProps = {
  locale: Locale;
  text: LetterText;
  link: string | undefined;
  signature: string;
};

// A mail has no style sheet and no policy of ours: what it looks like stands in it.
const button =
  "display:inline-block;padding:12px 20px;border-radius:6px;background:#0b5a6b;color:#ffffff;text-decoration:none";
const page = "margin:0;padding:24px;font:16px/1.5 sans-serif;color:#1c2b30;background:#ffffff";

/** A mail as HTML: the same words as its text, the link as a button and in full. */
export function LetterHtml({ locale, text, link, signature }: LetterProps) {
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <title>{text.subject}</title>
      </head>
      <body style={page}>
        {text.before.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {link && (
          <>
            <p>
              <a href={link} style={button}>
                {text.button}
              </a>
            </p>
            <p style="font-size:14px;word-break:break-all">{link}</p>
          </>
        )}
        {text.after.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p style="font-size:14px;color:#5a6b70">{signature}</p>
      </body>
    </html>
  );
}
