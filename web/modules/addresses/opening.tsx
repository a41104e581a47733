import { Actions, LinkButton } from "#web/ui/button.tsx";
import { constraints, ErrorSummary, Field, Form, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { OwnersOpening, OwnOpening } from "#worker/modules/addresses/input.ts";
import { useWords } from "./words.ts";

const rules = constraints(OwnOpening);
const ownersRules = constraints(OwnersOpening);

type OpeningProps = { draft: Draft<unknown>; may: boolean; own: string | undefined };

/** The way in past the school's own lists, for an owner who is shut out by them. */
export function OpeningPage({ draft, may, own }: OpeningProps) {
  const t = useWords();
  const labels = { code: t("code"), reason: t("reason") };
  return (
    <Page title={t("opening_title")} lead={t("opening_lead")} narrow>
      {own && <p>{fill(t("own"), { address: own })}</p>}
      {may ? (
        <>
          <ErrorSummary draft={draft} labels={labels} />
          <Form action="/addresses/opening" once draft={draft}>
            <Field
              name="code"
              label={labels.code}
              hint={t("code_hint")}
              autocomplete="one-time-code"
              draft={draft}
              rules={rules}
            />
            <Field name="reason" label={labels.reason} draft={draft} rules={rules} />
            <Actions>
              <Submit>{t("open")}</Submit>
            </Actions>
          </Form>
        </>
      ) : (
        <>
          <p>{t("opening_not_needed")}</p>
          <Actions>
            <LinkButton href="/">{t("home")}</LinkButton>
          </Actions>
        </>
      )}
    </Page>
  );
}

type OwnersProps = { draft: Draft<unknown>; school: { id: string; name: string } };

/** The platform lets a school's owners past its lists. */
export function OwnersOpeningPage({ draft, school }: OwnersProps) {
  const t = useWords();
  const at = `/platform/schools/${school.id}`;
  return (
    <Page
      title={t("owners_title")}
      lead={t("owners_lead")}
      crumbs={[{ href: at, label: school.name }]}
      narrow
    >
      <ErrorSummary draft={draft} labels={{ reason: t("reason") }} />
      <Form action={`${at}/opening`} once draft={draft}>
        <Field
          name="reason"
          label={t("reason")}
          hint={t("owners_reason_hint")}
          draft={draft}
          rules={ownersRules}
        />
        <Actions>
          <Submit>{t("open")}</Submit>
          <LinkButton href={at}>{t("back")}</LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
