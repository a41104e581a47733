import type { Kept } from "#web/step_up.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useKeptWords } from "./kept_words.ts";

/** Whoever wrote a form is in again: one button shows it as it was, and sends nothing. */
export function KeptPage({ kept, from }: { kept: Kept; from: string }) {
  const t = useKeptWords();
  return (
    <Page title={t("kept_title")} lead={t("kept_lead")} narrow>
      <Form action={kept.to}>
        <Hidden name="_restore" value="yes" />
        {kept.fields.map(([name, value], index) => (
          <Hidden key={`${name} ${index}`} name={name} value={value} />
        ))}
        <Actions>
          <Submit>{t("show")}</Submit>
          <LinkButton href={from} variant="tertiary">
            {t("discard")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
