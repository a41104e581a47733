import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { constraints, ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import type { Student } from "#worker/modules/students/input.ts";
import { NationalIdInput } from "#worker/modules/students/national_ids/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(NationalIdInput);

type NationalIdPageProps = {
  student: Student;
  draft: Draft<unknown>;
  stale?: boolean;
  /** The whole number, on the one page where somebody has just asked to see it. */
  revealed?: string;
};

/** A student's national id: to be shown on record, set, changed or taken away. */
export function NationalIdPage({ student, draft, stale, revealed }: NationalIdPageProps) {
  const t = useWords();
  const name = `${student.firstName} ${student.lastName}`;
  const here = `/students/${student.id}/national-id`;
  return (
    <Page
      title={fill(t("id_title"), { name })}
      crumbs={[
        { href: "/students", label: t("title") },
        { href: `/students/${student.id}`, label: name },
      ]}
      narrow
    >
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale_page")}</p>
        </Alert>
      )}
      {revealed && (
        <Alert tone="info" title={t("id_shown")} live>
          <p class="number">
            {revealed.slice(0, 6)} {revealed.slice(6)}
          </p>
        </Alert>
      )}
      {student.hasNationalId && !revealed && (
        <Card tinted>
          <Form action={`${here}/reveal`}>
            <p class="hint">{t("id_reveal_text")}</p>
            <Submit variant="secondary">{t("id_reveal")}</Submit>
          </Form>
        </Card>
      )}
      <ErrorSummary draft={draft} labels={{ nationalId: t("nationalId") }} />
      <Form action={here}>
        <Hidden name="version" value={student.version} />
        <Field
          name="nationalId"
          label={t("nationalId")}
          hint={student.hasNationalId ? t("id_remove_hint") : t("nationalId_hint")}
          autocomplete="off"
          inputmode="numeric"
          size="medium"
          draft={draft}
          rules={rules}
        />
        <Actions>
          <Submit>{t("id_set")}</Submit>
          <LinkButton href={`/students/${student.id}`} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

/** Finds a student by all eleven digits; they travel in the form's body, never in an address. */
export function FindByNationalId({ draft }: { draft: Draft<unknown> }) {
  const t = useWords();
  return (
    <Page
      title={t("find_id")}
      lead={t("find_id_lead")}
      crumbs={[{ href: "/students", label: t("title") }]}
      narrow
    >
      <ErrorSummary draft={draft} labels={{ nationalId: t("nationalId") }} />
      <Form action="/students/find">
        <Field
          name="nationalId"
          label={t("nationalId")}
          autocomplete="off"
          inputmode="numeric"
          size="medium"
          draft={draft}
          rules={{ nationalId: { ...rules.nationalId, required: true } }}
        />
        <Submit icon="search">{t("find")}</Submit>
      </Form>
    </Page>
  );
}
