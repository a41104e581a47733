import { Alert } from "#web/ui/alert.tsx";
import { LinkButton, Submit } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatInstant } from "#web/ui/date.tsx";
import { Form } from "#web/ui/form.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { problemText } from "#web/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import type { Access } from "#worker/modules/students/access/input.ts";
import type { Student } from "#worker/modules/students/input.ts";
import { useAccessWords } from "../access_words.ts";

type AccessProps = { student: Student; access: Access; draft: Draft<unknown> | undefined };

/** Whether a student can sign in to see her own, and the button that lets her. */
export function AccessCard({ student: { id, email }, access, draft }: AccessProps) {
  const t = useAccessWords();
  const { grants, locale } = useView();
  const may = grants.includes("students:write");
  const { state } = access;
  const wrong = Object.values(draft?.errors ?? {});
  const said = {
    email: access.email ?? "",
    at: access.invitedAt ? formatInstant(locale, access.invitedAt) : "",
    until: access.until ? formatInstant(locale, access.until) : "",
  };
  return (
    <Card title={t("title")}>
      <p>{state === "none" && !email ? t("no_email") : fill(t(state), said)}</p>
      {wrong.map((code) => (
        <Alert key={code} tone="danger" live>
          <p>{problemText(locale, code)}</p>
        </Alert>
      ))}
      {may && state !== "account" && !email && (
        <LinkButton href={`/students/${id}/edit`} small>
          {t("add_email")}
        </LinkButton>
      )}
      {may && state !== "account" && email && (
        <Form action={`/students/${id}/invitation`} once>
          <Submit variant="secondary">{t(state === "none" ? "invite" : "again")}</Submit>
        </Form>
      )}
    </Card>
  );
}
