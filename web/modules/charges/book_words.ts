/** What a fee is called in the books and on an invoice, which are in Norwegian whoever makes them. */
export const feeWords: Readonly<Record<string, string>> = {
  "charges.part_late": "{what} (avbestilt for sent)",
  "charges.part_no_show": "{what} (ikke møtt)",
};
