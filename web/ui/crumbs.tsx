import { useUiWords } from "./words.ts";

/** The way from the start to the page above this one. */
export function Crumbs({ items }: { items: readonly { href: string; label: string }[] }) {
  const t = useUiWords();
  return (
    <nav class="crumbs" aria-label={t("crumbs")}>
      <ol>
        {items.map(({ href, label }) => (
          <li key={href}>
            <a class="ds-link" href={href}>
              {label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
