import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { constraints, ErrorSummary, Field, Form } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import type { Draft } from "#worker/lib/input.ts";
import { IllInput, illKinds } from "#worker/modules/absences/own/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(IllInput);

/** Two questions to somebody who is ill: what kind, and until when. */
export function IllPage({ draft }: { draft: Draft<unknown> }) {
  const t = useWords();
  const shared = { draft, rules };
  return (
    <Page
      title={t("ill_title")}
      lead={t("ill_lead")}
      crumbs={[{ href: "/absences", label: t("title") }]}
      narrow
    >
      <ErrorSummary draft={draft} labels={{ kind: t("kind"), to: t("to") }} />
      <Form action="/absences/own" draft={draft} once>
        <Field
          name="kind"
          label={t("kind")}
          options={illKinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
          {...shared}
        />
        <Field name="to" label={t("to")} hint={t("ill_to_hint")} {...shared} />
        <Actions>
          <Submit>{t("ill_send")}</Submit>
          <LinkButton href="/absences" variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
