import { formatMoney } from "./formats.ts";
import { useView } from "./view.ts";

export { formatMoney } from "./formats.ts";

/** An amount of integer øre. */
export function Money({ ore, whole }: { ore: number; whole?: boolean }) {
  const { locale } = useView();
  return <span class="number">{formatMoney(locale, ore, whole ? "whole" : "exact")}</span>;
}
