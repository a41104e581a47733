import type { ComponentChildren } from "preact";
import { nameText, sourceText, useProblem } from "#web/words.ts";
import { formatDay, formatInstant, isDay } from "./formats.ts";
import { Icon } from "./icon.tsx";
import { type Locale, useView } from "./view.ts";
import { fill, useUiWords } from "./words.ts";

/** Why a rule says no, where the rule comes from, and what would change the answer. */
export type ShownReason = {
  code: string;
  source?: string | undefined;
  /** What the sentence says where it has `{name}`; days are written as people write them. */
  params?: Record<string, string | number> | undefined;
  /** A code: what would change the answer. `remedy` says it with more than words. */
  help?: string | undefined;
  remedy?: ComponentChildren;
};

type ReasonsProps = { reasons: readonly ShownReason[]; title?: string };

/** "Why not?": the rule, its source and what would change it. */
export function Reasons({ reasons, title }: ReasonsProps) {
  const t = useUiWords();
  const problem = useProblem();
  const { locale } = useView();
  if (reasons.length === 0) return null;
  return (
    <section class="reasons">
      <h2 class="ds-heading">
        <Icon name="lock" />
        {title ?? t("why_not")}
      </h2>
      <ul>
        {reasons.map(({ code, source, params, help, remedy }) => (
          <li key={`${code} ${JSON.stringify(params)}`}>
            <p>{fill(problem(code), written(locale, params))}</p>
            {(remedy || help) && (
              <p class="remedy">
                <strong>{t("remedy")}:</strong>{" "}
                {remedy ?? fill(problem(help ?? ""), written(locale, params))}
              </p>
            )}
            {source && (
              <p class="hint">
                {t("source")}: {sourceText(locale, source)}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const isInstant = (text: string) =>
  /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text));

/** An instant; the end of a stretch within one day is its time alone. */
function moment(locale: Locale, at: string, from: string | number | undefined): string {
  const on = (one: string) => formatInstant(locale, one, "day");
  const within = typeof from === "string" && isInstant(from) && on(from) === on(at);
  return formatInstant(locale, at, within ? "clock" : "instant");
}

/** Values as people read them: days written out, steps and the like by their names. */
export function written(locale: Locale, params: NonNullable<ShownReason["params"]> = {}) {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value !== "string"
        ? value
        : isInstant(value)
          ? moment(locale, value, name === "until" ? params.from : undefined)
          : isDay(value)
            ? formatDay(locale, value)
            : nameText(locale, value),
    ]),
  );
}
