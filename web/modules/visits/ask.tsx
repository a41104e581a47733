import { Actions, LinkButton } from "#web/ui/button.tsx";
import { constraints, ErrorSummary, Field, Form, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { NewVisit } from "#worker/modules/visits/input.ts";
import { useWords } from "./words.ts";

const rules = constraints(NewVisit);

type AskProps = { draft: Draft<unknown>; school: { id: string; name: string } };

/** Asking to see a school as one of its staff. */
export function AskPage({ draft, school }: AskProps) {
  const t = useWords();
  const at = `/platform/schools/${school.id}`;
  const labels = { email: t("email"), reason: t("reason"), caseNumber: t("case_number") };
  const shared = { draft, rules };
  return (
    <Page
      title={t("ask_title")}
      lead={fill(t("ask_lead"), { school: school.name })}
      crumbs={[{ href: at, label: school.name }]}
      narrow
    >
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={`${at}/visits`} once draft={draft}>
        <Field name="email" label={labels.email} hint={t("email_hint")} type="email" {...shared} />
        <Field
          name="reason"
          label={labels.reason}
          hint={t("reason_hint")}
          type="textarea"
          rows={3}
          {...shared}
        />
        <Field
          name="caseNumber"
          label={labels.caseNumber}
          hint={t("case_hint")}
          size="medium"
          {...shared}
        />
        <p class="hint">{t("what_is_hidden")}</p>
        <Actions>
          <Submit>{t("ask")}</Submit>
          <LinkButton href={at} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
