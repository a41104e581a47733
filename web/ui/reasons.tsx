import type { ComponentChildren } from "preact";
import { sourceText, useProblem } from "#web/words.ts";
import { formatDay } from "./date.tsx";
import { Icon } from "./icon.tsx";
import { type Locale, useView } from "./view.ts";
import { fill, useUiWords } from "./words.ts";

/** Why a rule says no, where the rule comes from, and what would change the answer. */
export type ShownReason = {
  code: string;
  source?: string | undefined;
  /** What the sentence says where it has `{name}`; days are written as people write them. */
  params?: Record<string, string | number> | undefined;
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
        {reasons.map(({ code, source, params, remedy }) => (
          <li key={code}>
            <p>{fill(problem(code), written(locale, params))}</p>
            {remedy && (
              <p class="remedy">
                <strong>{t("remedy")}:</strong> {remedy}
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

function written(locale: Locale, params: NonNullable<ShownReason["params"]> = {}) {
  const day = /^\d{4}-\d{2}-\d{2}$/;
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "string" && day.test(value) ? formatDay(locale, value) : value,
    ]),
  );
}
