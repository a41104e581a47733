import { useWords as useContactWords } from "#web/modules/contacts/words.ts";
import { Alert } from "#web/ui/alert.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Card } from "#web/ui/card.tsx";
import { Day } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { PhoneLink } from "#web/ui/phone.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Own } from "#worker/modules/students/own/queries.ts";
import { useWords } from "../words.ts";
import { type ClassRules, ClassRulesCard } from "./class_rules.tsx";
import { Born, StatusBadge } from "./parts.tsx";

type Mine = Own & { town: string | undefined; classes: readonly ClassRules[] };
type MePageProps = {
  people: readonly Mine[];
  /** First names of children who are of age: what is theirs is theirs to show. */
  ofAge: readonly string[];
};

/** Her own page: what the school has registered, and what she may begin with and when. */
export function MePage({ people, ofAge }: MePageProps) {
  const t = useWords();
  return (
    <Page title={t("me_title")} lead={useLead(people)}>
      {ofAge.map((name) => (
        <Alert key={name} tone="info">
          <p>{fill(t("me_of_age"), { name })}</p>
        </Alert>
      ))}
      {people.length === 0 && ofAge.length === 0 && (
        <EmptyState icon="person" title={t("me_nothing")} text={t("me_nothing_text")} />
      )}
      {people.map((one) => (
        <Registered key={one.student.id} {...one} />
      ))}
      {people.length > 0 && <p class="hint">{t("me_wrong")}</p>}
      {people.some((one) => !one.guarded) && (
        <p>
          <a class="ds-link" href="/me/privacy/copy">
            {t("me_privacy")}
          </a>
          {" · "}
          <a class="ds-link" href="/me/privacy/reads">
            {t("me_reads")}
          </a>
        </p>
      )}
    </Page>
  );
}

/** Whom the page speaks of: the student to herself, her guardians by her name. */
function useLead(people: readonly Mine[]): string | undefined {
  const t = useWords();
  const { locale } = useView();
  const children = people.filter((one) => one.guarded).map((one) => one.student.firstName);
  if (people.length === 0) return undefined;
  if (children.length === 0) return t("me_lead");
  const listed = new Intl.ListFormat(locale === "nb" ? "nb-NO" : "en-GB").format(children);
  if (children.length < people.length) return fill(t("me_lead_both"), { name: listed });
  return fill(t(children.length === 1 ? "me_lead_child" : "me_lead_children"), { name: listed });
}

function Registered({ student, instructor, branch, contacts, town, classes }: Mine) {
  const t = useWords();
  const contactWord = useContactWords();
  const place = [student.postalCode, town].filter(Boolean).join(" ");
  return (
    <Section title={`${student.firstName} ${student.lastName}`}>
      <Card title={t("facts")}>
        <Facts
          items={[
            { label: t("studentNumber"), value: student.number },
            { label: t("status"), value: <StatusBadge status={student.status} /> },
            { label: t("birthDate"), value: <Born birthDate={student.birthDate} /> },
            { label: t("phone"), value: <PhoneLink phone={student.phone} /> },
            { label: t("email"), value: student.email },
            {
              label: t("address"),
              value: [student.address, place].filter(Boolean).join(", "),
            },
            { label: t("instructor"), value: instructor ?? student.instructorText },
            ...(branch ? [{ label: t("branch"), value: branch }] : []),
            {
              label: t("startedOn"),
              value: student.startedOn && <Day date={student.startedOn} />,
            },
            {
              label: t("me_school_knows_id"),
              value: t(student.hasNationalId ? "yes" : "no"),
            },
          ]}
        />
      </Card>
      <ClassRulesCard student={student} classes={classes} />
      {contacts.length > 0 && (
        <Card title={t("me_contacts")}>
          <ul>
            {contacts.map(({ id, name, roles }) => (
              <li key={id}>
                {name}{" "}
                {roles.map((role) => (
                  <Badge key={role}>{contactWord(role)}</Badge>
                ))}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Section>
  );
}
