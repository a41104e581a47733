import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { SearchBar } from "#web/ui/filters.tsx";
import { Checks, constraints, ErrorSummary, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { phoneText } from "#web/ui/phone.tsx";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { type Contact, contactRoles, NewContactInput } from "#worker/modules/contacts/input.ts";
import { useWords } from "../words.ts";
import { ContactFields, contactFields } from "./form.tsx";

const rules = constraints(NewContactInput);
const noDraft = { values: { roles: ["guardian"] }, errors: {} };

type AddContactProps = {
  student: { id: string; firstName: string; lastName: string };
  q: string;
  found: readonly Contact[];
  draft: Draft<unknown>;
};

/** A guardian or payer for a student: one that is here already, or a new one. */
export function AddContact({ student, q, found, draft }: AddContactProps) {
  const t = useWords();
  const name = `${student.firstName} ${student.lastName}`;
  const here = `/students/${student.id}`;
  const labels = Object.fromEntries(
    [...contactFields, "roles" as const].map((field) => [field, t(field)]),
  );
  const shown = Object.keys(draft.values).length > 0 ? draft : { ...draft, ...noDraft };
  return (
    <Page title={fill(t("add_title"), { name })} crumbs={[{ href: here, label: name }]} narrow>
      <ErrorSummary draft={draft} labels={labels} />
      <Card title={t("existing")}>
        <p class="hint">{t("existing_hint")}</p>
        <SearchBar q={q} label={t("search")} action={`${here}/contacts/new`} />
        {q && found.length === 0 && <p>{t("none_found")}</p>}
        {found.map((contact) => (
          <Existing key={contact.id} contact={contact} here={here} />
        ))}
      </Card>
      <Card title={t("new")}>
        <Form action={`${here}/contacts`} once draft={draft}>
          <RoleChecks draft={shown} />
          <ContactFields draft={shown} />
          <Actions>
            <Submit>{t("save")}</Submit>
            <LinkButton href={here} variant="tertiary">
              {t("cancel")}
            </LinkButton>
          </Actions>
        </Form>
      </Card>
    </Page>
  );
}

function RoleChecks({ draft }: { draft: Draft<unknown> }) {
  const t = useWords();
  const options = contactRoles.map((value) => ({ value, label: t(value) }));
  return (
    <Checks
      name="roles"
      label={t("roles")}
      draft={draft}
      rules={{ roles: { ...rules.roles, required: true } }}
      options={options}
      inline
    />
  );
}

function Existing({ contact, here }: { contact: Contact; here: string }) {
  const more = [contact.phone && phoneText(contact.phone), contact.email, contact.orgnr]
    .filter(Boolean)
    .join(" · ");
  return (
    <Form action={`${here}/contacts/link`} inline>
      <Hidden name="contactId" value={contact.id} />
      <p>
        <strong>{contact.name}</strong>
        {more && <span class="hint"> {more}</span>}
      </p>
      <RoleButtons name={contact.name} />
    </Form>
  );
}

/** One press says what the contact is: the button's own value is the role. */
function RoleButtons({ name }: { name: string }) {
  const t = useWords();
  return (
    <Actions>
      {contactRoles.map((role) => (
        <Submit key={role} name="roles" value={role} variant="secondary" small>
          {t(role)}
          <span class="ds-sr-only">: {name}</span>
        </Submit>
      ))}
    </Actions>
  );
}
