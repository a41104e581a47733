/** What is written in the books, which are in Norwegian whoever makes them. */
export const bookWords = { opening: "Saldo fra det gamle systemet" };
