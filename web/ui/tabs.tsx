import { useUiWords } from "./words.ts";

type TabsProps = {
  items: readonly { href: string; label: string; count?: number }[];
  /** The href of the tab that is open. */
  current: string;
  /** What they are parts of, where a page has more tabs than these. */
  label?: string;
};

/** The parts of one thing as links: each tab has an address of its own. */
export function Tabs({ items, current, label: name }: TabsProps) {
  const t = useUiWords();
  return (
    <nav class="tabs" aria-label={name ?? t("tabs")}>
      <ul>
        {items.map(({ href, label, count }) => (
          <li key={href}>
            <a href={href} {...(href === current ? { "aria-current": "page" as const } : {})}>
              {label}
              {count !== undefined && <span class="count">{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
