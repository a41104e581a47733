import { LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { Page } from "#web/ui/page.tsx";
import { PhoneLink } from "#web/ui/phone.tsx";
import { useView } from "#web/ui/view.ts";
import type { Contact } from "#worker/modules/contacts/input.ts";
import { useWords } from "../words.ts";

type Child = { id: string; number: number; firstName: string; lastName: string };
type ContactPageProps = {
  contact: Contact;
  students: readonly Child[];
  town: string | undefined;
};

/** A guardian or payer, and the students she belongs to. */
export function ContactPage({ contact, students, town }: ContactPageProps) {
  const t = useWords();
  const { grants } = useView();
  const { id, name, phone, email, address, postalCode, orgnr } = contact;
  return (
    <Page
      title={name}
      crumbs={[{ href: "/contacts", label: t("list_title") }]}
      actions={
        grants.includes("students:write") && (
          <LinkButton href={`/contacts/${id}/edit`} icon="pencil">
            {t("edit")}
          </LinkButton>
        )
      }
    >
      <Card title={t("title")}>
        <Facts
          items={[
            { label: t("phone"), value: phone && <PhoneLink phone={phone} /> },
            { label: t("email"), value: email && <a href={`mailto:${email}`}>{email}</a> },
            {
              label: t("address"),
              value: [address, [postalCode, town].filter(Boolean).join(" ")]
                .filter(Boolean)
                .join(", "),
            },
            ...(orgnr ? [{ label: t("orgnr"), value: orgnr }] : []),
          ]}
        />
      </Card>
      <Card title={t("students_title")}>
        {students.length === 0 && <p>{t("no_students")}</p>}
        <ul>
          {students.map((student) => (
            <li key={student.id}>
              <a class="ds-link" href={`/students/${student.id}`}>
                {student.firstName} {student.lastName}
              </a>{" "}
              <span class="hint">{student.number}</span>
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}
