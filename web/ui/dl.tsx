import type { ComponentChildren } from "preact";
import { useUiWords } from "./words.ts";

/** One fact; without a value it shows a dash. */
export type Fact = { label: string; value: ComponentChildren; key?: string };

/** Names and values. */
export function Facts({ items }: { items: readonly Fact[] }) {
  const t = useUiWords();
  return (
    <dl class="facts">
      {items.map(({ label, value, key }) => (
        <div key={key ?? label}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === "" ? t("none") : value}</dd>
        </div>
      ))}
    </dl>
  );
}
