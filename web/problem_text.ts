import { written } from "#web/ui/reasons.tsx";
import type { Locale } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { problemText } from "#web/words.ts";
import type { Problem } from "#worker/lib/problem.ts";

type Said = Pick<Problem, "code" | "fields" | "reasons">;

/** What went wrong as sentences, one a line: the reasons, else the fields, else the problem itself. */
export function problemDetail(locale: Locale, { code, fields, reasons }: Said): string {
  const said = reasons.map((one) =>
    fill(problemText(locale, one.code), written(locale, one.params)),
  );
  const wrong = Object.values(fields).map((one) => problemText(locale, one));
  const lines = said.length > 0 ? said : wrong.length > 0 ? wrong : [problemText(locale, code)];
  return [...new Set(lines)].join("\n");
}
