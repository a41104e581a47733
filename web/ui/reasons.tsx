import type { ComponentChildren } from "preact";
import { useProblem } from "#web/words.ts";
import { Icon } from "./icon.tsx";
import { useUiWords } from "./words.ts";

/** Why a rule says no, where the rule comes from, and what would change the answer. */
export type ShownReason = { code: string; source?: string; remedy?: ComponentChildren };

type ReasonsProps = { reasons: readonly ShownReason[]; title?: string };

/** "Why not?": the rule, its source and what would change it. */
export function Reasons({ reasons, title }: ReasonsProps) {
  const t = useUiWords();
  const problem = useProblem();
  if (reasons.length === 0) return null;
  return (
    <section class="reasons">
      <h2 class="ds-heading">
        <Icon name="lock" />
        {title ?? t("why_not")}
      </h2>
      <ul>
        {reasons.map(({ code, source, remedy }) => (
          <li key={code}>
            <p>{problem(code)}</p>
            {remedy && (
              <p class="remedy">
                <strong>{t("remedy")}:</strong> {remedy}
              </p>
            )}
            {source && (
              <p class="hint">
                {t("source")}: {source}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
