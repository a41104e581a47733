import { useShellWords } from "./words.ts";

/** Our mark: the L of a learner's plate, on the road. */
export function Brand() {
  const t = useShellWords();
  return (
    <a class="brand" href="/">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect class="brand-plate" width="32" height="32" rx="8" />
        <path class="brand-l" d="M11 7v17h11" />
        <path class="brand-lane" d="M22 7v3M22 13v3" />
      </svg>
      <span class="brand-name">
        TMS<span class="ds-sr-only">, {t("front")}</span>
      </span>
    </a>
  );
}
