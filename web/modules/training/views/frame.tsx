import type { ComponentChildren } from "preact";
import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import type { Draft } from "#worker/lib/input.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Training } from "#worker/modules/training/input.ts";
import { useWords } from "../words.ts";
import { addressOf, nameOf } from "./training.tsx";

/** What every form of a student's training is shown with. */
export type Shown = {
  training: Training;
  draft: Draft<unknown>;
  /** Why what was sent is refused: the law, and not a slip in a field. */
  refused?: readonly Reason[] | undefined;
};

type FrameProps = Shown & {
  title: string;
  labels: Partial<Record<string, string>>;
  children: ComponentChildren;
};

/** A form about a student's training, with what is wrong and why the rules say no. */
export function FormFrame({ training, draft, refused, title, labels, children }: FrameProps) {
  const t = useWords();
  return (
    <Page
      title={title}
      lead={nameOf(training)}
      crumbs={[
        { href: `/students/${training.id}`, label: nameOf(training) },
        { href: addressOf(training), label: t("title") },
      ]}
      narrow
    >
      <ErrorSummary draft={draft} labels={labels} />
      {refused && refused.length > 0 && (
        <>
          <Alert tone="danger" live>
            <p>{t("refused")}</p>
          </Alert>
          <Reasons reasons={refused} />
        </>
      )}
      {children}
    </Page>
  );
}

/** The buttons of such a form. */
export function Buttons({ training, label }: { training: Training; label: string }) {
  const t = useWords();
  return (
    <Actions>
      <Submit>{label}</Submit>
      <LinkButton href={addressOf(training)} variant="tertiary">
        {t("cancel")}
      </LinkButton>
    </Actions>
  );
}
