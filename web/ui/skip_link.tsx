import { useUiWords } from "./words.ts";

/** The first thing a keyboard meets: past the menus, to the content. */
export function SkipLink() {
  const t = useUiWords();
  return (
    <a class="ds-skip-link" href="#main">
      {t("skip")}
    </a>
  );
}
