import { Page } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView, words } from "#web/ui/view.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { useWait } from "./wait_words.ts";
import { useProblem } from "./words.ts";

const useWords = words({
  nb: { title: "Det gikk ikke", reference: "Referanse", home: "Til forsiden", back: "Prøv igjen" },
  en: {
    title: "That did not work",
    reference: "Reference",
    home: "To the front page",
    back: "Try again",
  },
});

type Shown = {
  status: number;
  code: string;
  fields: Record<string, string>;
  reasons: readonly Reason[];
  instance: string;
  retryAfter?: number | undefined;
};

/** The one error page: what happened, why, what would help, and a reference for whoever is asked. */
export function ErrorPage({ problem }: { problem: Shown }) {
  const t = useWords();
  const say = useProblem();
  const when = useWait();
  const { url } = useView();
  return (
    <Page title={t("title")} narrow>
      {/* A rule's reasons say it in full, with their days and classes. */}
      {problem.reasons.length === 0 && <p>{say(problem.code)}</p>}
      {problem.retryAfter !== undefined && <p>{when(problem.retryAfter)}</p>}
      <Reasons reasons={problem.reasons} />
      <p>
        <a href={url.pathname + url.search}>{t("back")}</a> · <a href="/">{t("home")}</a>
      </p>
      <p>
        <small>
          {t("reference")}: <code>{problem.instance}</code> ({problem.status})
        </small>
      </p>
    </Page>
  );
}
