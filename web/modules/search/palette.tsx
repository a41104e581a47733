import { nav, useNavWords } from "#web/nav.ts";
import { useView } from "#web/ui/view.ts";
import Palette from "./islands/palette.tsx";
import { useWords } from "./words.ts";

/** The palette with the words and the pages of whoever is signed in. */
export function SearchPalette() {
  const t = useWords();
  const name = useNavWords();
  const { grants } = useView();
  const pages = nav
    .filter(({ grant }) => grants.includes(grant))
    .map(({ href, label }) => ({ href, label: name(label) }));
  const words = {
    palette: t("palette"),
    hint: t("palette_hint"),
    results: t("palette_results"),
    count: t("count"),
    failed: t("failed"),
    short: t("short"),
    pages: t("pages"),
    student: t("student"),
    contact: t("contact"),
    employee: t("employee"),
    vehicle: t("vehicle"),
    all: t("all"),
    waiting: t("waiting"),
    finished: t("finished"),
    quit: t("quit"),
    left: t("left"),
    retired: t("retired"),
  };
  return <Palette t={words} pages={pages} />;
}
