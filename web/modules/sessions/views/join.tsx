import { useRoles } from "#web/role_words.ts";
import { type AnyDraft, constraints, ErrorSummary, Field, Form, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { Setup } from "#worker/modules/sessions/input.ts";
import { useSessionWords } from "../words.ts";
import { WaitAlert } from "./sign_in.tsx";

const rules = constraints(Setup);

type InvitationProps = {
  /** The address of the link itself; its forms post beneath it. */
  path: string;
  offer: { schoolName: string; inviter: string; roles: readonly string[]; email: string };
  who: "new" | "known" | "signed in" | "other";
  draft: AnyDraft;
  wait: number;
};

export function InvitationPage({ path, offer, who, draft, wait }: InvitationProps) {
  const t = useSessionWords();
  const roles = useRoles();
  const { schoolName, inviter, email } = offer;
  const lead = fill(t("join_lead"), { inviter, roles: roles(offer.roles) });
  const said = {
    new: "join_new",
    known: "join_known",
    "signed in": "join_signed_in",
    other: "join_other",
  } as const;
  return (
    <Page title={fill(t("join_title"), { school: schoolName })} lead={lead} narrow>
      <WaitAlert wait={wait} />
      <ErrorSummary draft={draft} labels={{ name: t("name"), password: t("password") }} />
      <p>{fill(t(said[who]), { email })}</p>
      {who === "new" && (
        <Form action={path}>
          <NameAndPassword draft={draft} />
          <Submit>{t("make_account")}</Submit>
        </Form>
      )}
      {who === "known" && (
        <Form action={`${path}/known`}>
          <Field
            name="password"
            label={t("password")}
            type="password"
            autocomplete="current-password"
            draft={draft}
            rules={rules}
          />
          <Submit>{t("join")}</Submit>
        </Form>
      )}
      {who === "signed in" && (
        <Form action={`${path}/signed-in`}>
          <Submit>{t("join")}</Submit>
        </Form>
      )}
      {who === "other" && (
        <Form action="/sign-out">
          <Submit variant="secondary">{t("sign_out")}</Submit>
        </Form>
      )}
    </Page>
  );
}

function NameAndPassword({ draft }: { draft: AnyDraft }) {
  const t = useSessionWords();
  return (
    <>
      <Field
        name="name"
        label={t("name")}
        hint={t("name_hint")}
        autocomplete="name"
        draft={draft}
        rules={rules}
      />
      <Field
        name="password"
        label={t("new_password")}
        hint={t("rule_staff")}
        type="password"
        autocomplete="new-password"
        draft={draft}
        rules={rules}
      />
    </>
  );
}

/** The first administrator of an empty platform. */
export function SetupPage({ draft }: { draft: AnyDraft }) {
  const t = useSessionWords();
  const { url } = useView();
  const labels = { name: t("name"), email: t("email"), password: t("new_password") };
  return (
    <Page title={t("setup_title")} lead={t("setup_lead")} narrow>
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={url.pathname}>
        <Field
          name="email"
          label={t("email")}
          autocomplete="username"
          draft={draft}
          rules={rules}
        />
        <NameAndPassword draft={draft} />
        <Submit>{t("make_account")}</Submit>
      </Form>
    </Page>
  );
}
