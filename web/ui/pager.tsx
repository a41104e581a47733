import { Icon } from "./icon.tsx";
import { useHref } from "./query.tsx";
import { useView } from "./view.ts";
import { useUiWords } from "./words.ts";

type PagerProps = {
  /** Where this page of the list ended; null when it was the last. */
  after: string | null;
  /** Another word than "Next page". */
  label?: string | undefined;
};

/** Plain links through a list, which keep the search, the filters and the sort. */
export function Pager({ after, label }: PagerProps) {
  const t = useUiWords();
  const href = useHref();
  const further = useView().url.searchParams.has("after");
  if (!after && !further) return null;
  return (
    <nav class="pager" aria-label={t("pages")}>
      {further && (
        <a class="ds-button" data-variant="tertiary" href={href({ after: undefined })}>
          <Icon name="left" />
          {t("first")}
        </a>
      )}
      {after && (
        <a class="ds-button" data-variant="secondary" rel="next" href={href({ after })}>
          {label ?? t("next")}
          <Icon name="right" />
        </a>
      )}
    </nav>
  );
}
