import type { Kept } from "#web/step_up.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { written } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { useProblem } from "#web/words.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { useServiceWords } from "../service_words.ts";

type HeldPageProps = {
  code: string;
  reasons: readonly Reason[];
  /** What was typed, when it can be shown again. */
  kept: Kept | undefined;
  /** Where the form stood. */
  from: string | undefined;
  /** A file was chosen: no page can carry it. */
  file: boolean;
};

/** Held back: why, until when, and what was typed. */
export function HeldPage({ code, reasons, kept, from, file }: HeldPageProps) {
  const t = useServiceWords();
  const problem = useProblem();
  const { locale, url } = useView();
  const closed = code === "operations.maintenance";
  return (
    <Page title={t(closed ? "held_maintenance" : "held_read_only")} narrow>
      {reasons.map((one) => (
        <p key={one.code}>{fill(problem(one.code), written(locale, one.params))}</p>
      ))}
      {file && <p>{t("file")}</p>}
      {kept ? (
        <>
          <p>{t("kept")}</p>
          <Form action={kept.to}>
            <Hidden name="_restore" value="yes" />
            {kept.fields.map(([name, value], index) => (
              <Hidden key={`${name} ${index}`} name={name} value={value} />
            ))}
            <Actions>
              <Submit>{t("show")}</Submit>
              <LinkButton href={from ?? "/"} variant="tertiary">
                {t("back")}
              </LinkButton>
            </Actions>
          </Form>
        </>
      ) : (
        <Actions>
          <LinkButton href={closed ? url.pathname : (from ?? "/")}>
            {t(closed ? "retry" : "back")}
          </LinkButton>
        </Actions>
      )}
    </Page>
  );
}
