import { type AnyDraft, constraints, ErrorSummary, Field, Form, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { NewPassword } from "#worker/modules/sessions/input.ts";
import { useSessionWords } from "../words.ts";
import { AddressForm } from "./sign_in.tsx";

const rules = constraints(NewPassword);

export function ForgotPage({ draft, wait = 0 }: { draft: AnyDraft; wait?: number }) {
  const t = useSessionWords();
  return (
    <Page title={t("forgot_title")} lead={t("forgot_lead")} narrow>
      <AddressForm action="/forgot" draft={draft} wait={wait} />
    </Page>
  );
}

export function ResetPage({ draft, staff }: { draft: AnyDraft; staff: boolean }) {
  const t = useSessionWords();
  const { url } = useView();
  return (
    <Page title={t("reset_title")} lead={t("reset_lead")} narrow>
      <ErrorSummary draft={draft} labels={{ password: t("new_password") }} />
      <Form action={url.pathname}>
        <Field
          name="password"
          label={t("new_password")}
          hint={t(staff ? "rule_staff" : "rule_other")}
          type="password"
          autocomplete="new-password"
          draft={draft}
          rules={rules}
        />
        <Submit>{t("save_password")}</Submit>
      </Form>
    </Page>
  );
}

export function DevicePage() {
  const t = useSessionWords();
  const { url } = useView();
  return (
    <Page title={t("confirm_title")} lead={t("confirm_text")} narrow>
      <Form action={url.pathname}>
        <Submit>{t("confirm")}</Submit>
      </Form>
    </Page>
  );
}
