import { PostalField } from "#web/modules/postal/views.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { typed } from "#web/ui/draft.ts";
import { constraints, ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { ContactInput } from "#worker/modules/contacts/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(ContactInput);
export const contactFields = Object.keys(ContactInput.shape) as (keyof ContactInput)[];

/** The fields of a contact, in whatever form they stand. */
export function ContactFields({ draft }: { draft: Draft<unknown> }) {
  const t = useWords();
  const shared = { draft, rules };
  return (
    <>
      <Field name="name" label={t("name")} autocomplete="off" {...shared} />
      <Field name="phone" label={t("phone")} type="tel" size="medium" {...shared} />
      <Field name="email" label={t("email")} type="email" {...shared} />
      <Field name="address" label={t("address")} {...shared} />
      <PostalField name="postalCode" label={t("postalCode")} {...shared} />
      <Field
        name="orgnr"
        label={t("orgnr")}
        hint={t("orgnr_hint")}
        inputmode="numeric"
        size="medium"
        {...shared}
      />
    </>
  );
}

type ContactFormProps = { id: string; draft: Draft<unknown> };

/** A contact that is there, to be changed. */
export function ContactForm({ id, draft }: ContactFormProps) {
  const t = useWords();
  const name = typed(draft, "name");
  const labels = Object.fromEntries(contactFields.map((field) => [field, t(field)]));
  return (
    <Page
      title={fill(t("edit_title"), { name })}
      crumbs={[{ href: `/contacts/${id}`, label: name }]}
      narrow
    >
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={`/contacts/${id}`} draft={draft}>
        <Hidden name="version" value={typed(draft, "version")} />
        <ContactFields draft={draft} />
        <Actions>
          <Submit>{t("save")}</Submit>
          <LinkButton href={`/contacts/${id}`} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
