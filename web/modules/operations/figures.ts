import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { useWords } from "./words.ts";

/** Numbers of operations as people read them: counts, times, shares. */
export function useFigures() {
  const t = useWords();
  const { locale } = useView();
  const language = locale === "nb" ? "nb-NO" : "en-GB";
  const number = (n: number, digits = 0) =>
    n.toLocaleString(language, { maximumFractionDigits: digits });
  return {
    number,
    ms: (n: number | null) =>
      n === null
        ? t("nothing")
        : n >= 1000
          ? fill(t("second"), { n: number(n / 1000, 1) })
          : fill(t("ms"), { n: number(n, 1) }),
    share: (part: number, digits = 1) =>
      part.toLocaleString(language, { style: "percent", maximumFractionDigits: digits }),
    age: (seconds: number) =>
      seconds < 120
        ? fill(t("seconds"), { n: number(seconds) })
        : seconds < 7200
          ? fill(t("minutes"), { n: number(seconds / 60) })
          : fill(t("hours"), { n: number(seconds / 3600) }),
  };
}
