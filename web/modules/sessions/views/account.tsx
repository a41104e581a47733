import { Badge } from "#web/ui/badge.tsx";
import { Actions } from "#web/ui/button.tsx";
import { Facts } from "#web/ui/dl.tsx";
import {
  type AnyDraft,
  Choice,
  constraints,
  ErrorSummary,
  Field,
  Form,
  Submit,
} from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { PasswordChange, Profile } from "#worker/modules/sessions/input.ts";
import { useAccountWords } from "../account_words.ts";

const rules = constraints(Profile);
const passwordRules = constraints(PasswordChange);

type AccountProps = { draft: AnyDraft; email: string; secondFactor: boolean };

export function AccountPage({ draft, email, secondFactor }: AccountProps) {
  const t = useAccountWords();
  const languages = (["nb", "en"] as const).map((value) => ({ value, label: t(value) }));
  const factor = (
    <>
      <Badge tone={secondFactor ? "success" : "warning"}>
        {t(secondFactor ? "factor_on" : "factor_off")}
      </Badge>{" "}
      <a class="ds-link" href="/account/second-factor">
        {t("factor_open")}
      </a>
    </>
  );
  const password = (
    <a class="ds-link" href="/account/password">
      {t("change_password")}
    </a>
  );
  const sessions = (
    <a class="ds-link" href="/account/sessions">
      {t("sessions_open")}
    </a>
  );
  return (
    <Page title={t("account")} lead={t("account_lead")} narrow>
      <ErrorSummary draft={draft} labels={{ name: t("name"), locale: t("locale") }} />
      <Section title={t("profile")}>
        <Facts items={[{ label: t("email"), value: email }]} />
        <p class="hint">{t("email_hint")}</p>
        <Form action="/account">
          <Field
            name="name"
            label={t("name")}
            hint={t("name_hint")}
            autocomplete="name"
            draft={draft}
            rules={rules}
          />
          <Choice
            name="locale"
            label={t("locale")}
            options={languages}
            draft={draft}
            rules={rules}
            inline
          />
          <Submit>{t("save")}</Submit>
        </Form>
      </Section>
      <Section title={t("security")}>
        <Facts
          items={[
            { label: t("password"), value: password },
            { label: t("factor"), value: factor },
            { label: t("sessions"), value: sessions },
          ]}
        />
      </Section>
    </Page>
  );
}

export function PasswordPage({ draft, staff }: { draft: AnyDraft; staff: boolean }) {
  const t = useAccountWords();
  const labels = { current: t("current"), password: t("new_password") };
  const crumbs = [{ href: "/account", label: t("account") }];
  return (
    <Page title={t("password_title")} lead={t("password_lead")} crumbs={crumbs} narrow>
      <ErrorSummary draft={draft} labels={labels} />
      <Form action="/account/password">
        <Field
          name="current"
          label={t("current")}
          type="password"
          autocomplete="current-password"
          draft={draft}
          rules={passwordRules}
        />
        <Field
          name="password"
          label={t("new_password")}
          hint={t(staff ? "rule_staff" : "rule_other")}
          type="password"
          autocomplete="new-password"
          draft={draft}
          rules={passwordRules}
        />
        <Actions>
          <Submit>{t("change_password")}</Submit>
        </Actions>
      </Form>
    </Page>
  );
}
