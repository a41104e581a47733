import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { PhoneLink } from "#web/ui/phone.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { LinkedContact } from "#worker/modules/contacts/input.ts";
import { useWords } from "../words.ts";

type LinkedProps = { studentId: string; contacts: readonly LinkedContact[] };

/** Who answers for a student and who pays, on the student's own page. */
export function LinkedContacts({ studentId, contacts }: LinkedProps) {
  const t = useWords();
  const { grants } = useView();
  const mayWrite = grants.includes("students:write");
  const here = `/students/${studentId}/contacts`;
  return (
    <div id="contacts">
      <Card
        title={t("title")}
        actions={
          mayWrite && (
            <LinkButton href={`${here}/new`} icon="plus" small>
              {t("add")}
            </LinkButton>
          )
        }
      >
        {contacts.length === 0 && <p class="hint">{t("none")}</p>}
        <ul class="stack">
          {contacts.map(({ id, name, phone, email, roles }) => (
            <li key={id}>
              <a class="ds-link" href={`/contacts/${id}`}>
                {name}
              </a>{" "}
              {roles.map((role) => (
                <Badge key={role}>{t(role)}</Badge>
              ))}
              <p class="hint">
                {phone && <PhoneLink phone={phone} />}
                {phone && email && " · "}
                {email && <a href={`mailto:${email}`}>{email}</a>}
              </p>
              {mayWrite && (
                <Confirm
                  summary={t("detach")}
                  title={fill(t("detach_title"), { name })}
                  text={t("detach_text")}
                  action={`${here}/${id}/detachment`}
                />
              )}
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
