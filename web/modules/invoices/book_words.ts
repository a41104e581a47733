/** What stands in the books, which are kept in Norwegian whoever writes in them. */
export const bookWords = {
  rounding: "Avrunding av merverdiavgift",
  credit_used: "Faktura betalt av tilgodehavende",
  credited: "Betalt beløp på kreditert faktura",
  payment: "Innbetaling, faktura {number}",
  advance: "Innbetaling til gode",
  shortfall: "Tilbakeført innbetaling som var brukt",
};
