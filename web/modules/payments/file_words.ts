import type { Method } from "#worker/modules/payments/input.ts";

type Words = { fileName: string; columns: readonly string[]; methods: Record<Method, string> };

/** What stands in the exported file. */
export const fileWords: Record<"nb" | "en", Words> = {
  nb: {
    fileName: "betalinger",
    columns: [
      "Kom inn",
      "Elev",
      "Betalt med",
      "Referanse",
      "Beløp i kroner",
      "Til gode i kroner",
      "Tilbakeført",
    ],
    methods: { bank: "Bank", vipps: "Vipps", card: "Kort", cash: "Kontant" },
  },
  en: {
    fileName: "payments",
    columns: [
      "Received",
      "Student",
      "Paid by",
      "Reference",
      "Amount in kroner",
      "Credit in kroner",
      "Reversed",
    ],
    methods: { bank: "Bank", vipps: "Vipps", card: "Card", cash: "Cash" },
  },
};
