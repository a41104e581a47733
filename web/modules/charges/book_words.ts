/** What a fee is called in the books and on an invoice, which are in Norwegian whoever makes them. */
export const feeWords: Readonly<Record<string, string>> = {
  "charges.part_late": "{what} (avbestilt for sent)",
  "charges.part_no_show": "{what} (ikke møtt)",
};

/** What is called so in the books because no product of the price list has a name for it. */
export const unpricedWords: Readonly<Record<string, string>> = {
  lesson: "Kjøretime",
  assessment: "Trinnvurdering",
  course: "Kurs",
  test: "Førerprøve",
};
