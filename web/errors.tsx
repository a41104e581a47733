import { nav, useNavWords } from "#web/nav.ts";
import { Page } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView, words } from "#web/ui/view.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { useWait } from "./wait_words.ts";
import { useProblem } from "./words.ts";

const useWords = words({
  nb: {
    title: "Det gikk ikke",
    reference: "Referanse",
    home: "Til forsiden",
    back: "Prøv igjen",
    address:
      "Noe i adressen til siden er ikke slik den skal være. Åpne siden på nytt, og velg der.",
    anew: "Åpne siden på nytt",
    visit_title: "Dette vises ikke på et støttebesøk",
    visit_forbidden: "Du er på et støttebesøk. Avslutt besøket for å bruke denne siden.",
    opening: "Eier du skolen? Slipp inn med en gjenopprettingskode.",
  },
  en: {
    title: "That did not work",
    reference: "Reference",
    home: "To the front page",
    back: "Try again",
    address:
      "Something in the address of the page is not as it should be. Open the page anew, and choose there.",
    anew: "Open the page anew",
    visit_title: "This is not shown on a support visit",
    visit_forbidden: "You are on a support visit. End the visit to use this page.",
    opening: "Do you own the school? Get in by a recovery code.",
  },
});

const useLinkWords = words({
  nb: {
    reset: "Be om en ny lenke",
    device: "Be om en ny lenke",
    invitation: "Be den som inviterte deg, om å sende invitasjonen på nytt.",
    setup: "Den som drifter systemet, lager en ny lenke med «npm run setup:admin».",
    other: "Be om en ny lenke der du fikk denne.",
    sign_in: "Har du alt brukt lenken? Logg inn.",
  },
  en: {
    reset: "Ask for a new link",
    device: "Ask for a new link",
    invitation: "Ask whoever invited you to send the invitation again.",
    setup: "Whoever operates the system makes a new link by “npm run setup:admin”.",
    other: "Ask for a new link where you got this one.",
    sign_in: "Have you used the link already? Sign in.",
  },
});

const newLinks = { reset: "/forgot", device: "/sign-in/device" } as const;

/** How to get another link, where one from a mail is of no use any more. */
function NewLink() {
  const t = useLinkWords();
  const { url } = useView();
  const kind = url.pathname.split("/")[2];
  const byMail = kind === "reset" || kind === "device" ? kind : undefined;
  const byAsking = kind === "invitation" || kind === "setup" ? kind : "other";
  return (
    <>
      <p>{byMail ? <a href={newLinks[byMail]}>{t(byMail)}</a> : t(byAsking)}</p>
      <p>
        <a href="/sign-in">{t("sign_in")}</a>
      </p>
    </>
  );
}

/** Whether the same address may answer another time: what is not hers, or is gone, will not. */
const mayHelp = ({ status, code }: Shown) =>
  !["forbidden", "visits.taken", "visits.read_only"].includes(code) &&
  ![404, 405, 410].includes(status);

/** The list that what was looked for would stand in: a phone may ask again for where a form went. */
function Near() {
  const say = useNavWords();
  const { url, grants } = useView();
  const list = nav.find(
    ({ href, grant }) =>
      href !== "/" && url.pathname.startsWith(`${href}/`) && grants.includes(grant),
  );
  return list ? (
    <>
      <a href={list.href}>{say(list.label)}</a> ·{" "}
    </>
  ) : null;
}

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
  const { url, person } = useView();
  // What is for herself and not for whom she sees as: no leader of that school can help.
  const away = person?.visitUntil !== undefined && problem.code === "forbidden";
  const taken = away || problem.code === "visits.taken";
  // A form that is refused is shown again; with a query it was a bookmark or a link that has grown old.
  const stray = problem.status === 422 && problem.code === "invalid" && url.search !== "";
  const link = /^users\.link_/.test(problem.code);
  return (
    <Page title={t(taken ? "visit_title" : "title")} narrow>
      {/* A rule's reasons say it in full, with their days and classes. */}
      {problem.reasons.length === 0 && (
        <p>{stray ? t("address") : away ? t("visit_forbidden") : say(problem.code)}</p>
      )}
      {problem.retryAfter !== undefined && <p>{when(problem.retryAfter)}</p>}
      <Reasons reasons={problem.reasons} />
      {/^addresses\.(outside|blocked)$/.test(problem.code) && (
        <p>
          <a href="/addresses/opening">{t("opening")}</a>
        </p>
      )}
      {link ? (
        <NewLink />
      ) : (
        <p>
          {mayHelp(problem) && (
            <>
              <a href={stray ? url.pathname : url.pathname + url.search}>
                {t(stray ? "anew" : "back")}
              </a>{" "}
              ·{" "}
            </>
          )}
          {problem.status === 404 && <Near />}
          <a href="/">{t("home")}</a>
        </p>
      )}
      <p>
        <small>
          {t("reference")}: <code>{problem.instance}</code> ({problem.status})
        </small>
      </p>
    </Page>
  );
}
