import { words } from "#web/ui/view.ts";

export const useWords = words({
  nb: {
    title: "API for utviklere",
    lead: "Alt som sidene gjør, kan programmer gjøre over JSON. Dokumentet lages fra rutene selv.",
    grant: "Rettighet",
    parameters: "Parametere",
    body: "Innhold",
    answer: "Svar",
    download: "Last ned OpenAPI 3.1",
    required: "påkrevd",
  },
  en: {
    title: "API for developers",
    lead: "All that the pages do, programs can do over JSON. The document is read off the routes.",
    grant: "Grant",
    parameters: "Parameters",
    body: "Body",
    answer: "Answer",
    download: "Download OpenAPI 3.1",
    required: "required",
  },
});
