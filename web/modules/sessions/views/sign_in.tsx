import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { typed } from "#web/ui/draft.ts";
import {
  type AnyDraft,
  constraints,
  ErrorSummary,
  Field,
  Form,
  Hidden,
  Submit,
  Toggle,
} from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { fill } from "#web/ui/words.ts";
import { useWait } from "#web/wait_words.ts";
import { Address, CodeInput, SignIn } from "#worker/modules/sessions/input.ts";
import { useSessionWords } from "../words.ts";

const rules = constraints(SignIn);
const codeRules = constraints(CodeInput);
const addressRules = constraints(Address);

type Retried = { draft: AnyDraft; wait?: number };

/** How long to wait after too many tries. */
export function WaitAlert({ wait }: { wait: number }) {
  const when = useWait();
  return wait > 0 ? (
    <Alert tone="warning" live>
      <p>{when(wait)}</p>
    </Alert>
  ) : null;
}

export function SignInPage({ draft, wait = 0 }: Retried) {
  const t = useSessionWords();
  return (
    <Page title={t("sign_in")} narrow>
      <WaitAlert wait={wait} />
      <ErrorSummary draft={draft} labels={{ email: t("email"), password: t("password") }} />
      <Form action="/sign-in">
        <Hidden name="next" value={typed(draft, "next")} />
        <Hidden name="kept" value={typed(draft, "kept") || undefined} />
        <Field
          name="email"
          label={t("email")}
          autocomplete="username"
          draft={draft}
          rules={rules}
        />
        <Field
          name="password"
          label={t("password")}
          type="password"
          autocomplete="current-password"
          draft={draft}
          rules={rules}
        />
        <Toggle name="keep" value="yes" label={t("keep")} hint={t("keep_hint")} draft={draft} />
        <Actions>
          <Submit>{t("sign_in")}</Submit>
          <LinkButton href="/forgot" variant="tertiary">
            {t("forgot")}
          </LinkButton>
        </Actions>
      </Form>
      {wait > 0 && (
        <Alert
          tone="info"
          title={t("blocked_title")}
          actions={<LinkButton href="/sign-in/device">{t("blocked_action")}</LinkButton>}
        >
          <p>{t("blocked_text")}</p>
        </Alert>
      )}
    </Page>
  );
}

export function CodePage({ draft, email }: { draft: AnyDraft; email: string }) {
  const t = useSessionWords();
  return (
    <Page title={t("code_title")} lead={t("code_lead")} narrow>
      <ErrorSummary draft={draft} labels={{ code: t("code") }} />
      <Form action="/sign-in/code">
        <Hidden name="next" value={typed(draft, "next")} />
        <Hidden name="kept" value={typed(draft, "kept") || undefined} />
        <Field
          name="code"
          label={t("code")}
          hint={t("code_hint")}
          autocomplete="one-time-code"
          draft={{ ...draft, values: {} }}
          rules={codeRules}
          autofocus
        />
        <Submit>{t("go_on")}</Submit>
      </Form>
      <p>{fill(t("signed_in_as"), { email })}</p>
      <Form action="/sign-out">
        <Submit variant="tertiary">{t("start_over")}</Submit>
      </Form>
    </Page>
  );
}

/** Asks for the mail that tells a browser's owner from a stranger. */
export function AskDevicePage({ draft, wait = 0 }: Retried) {
  const t = useSessionWords();
  return (
    <Page title={t("device_title")} lead={t("device_lead")} narrow>
      <AddressForm action="/sign-in/device" draft={draft} wait={wait} />
    </Page>
  );
}

/** One address and a button: the server says the same whether anybody has it or not. */
export function AddressForm({ action, draft, wait }: { action: string } & Required<Retried>) {
  const t = useSessionWords();
  return (
    <>
      <WaitAlert wait={wait} />
      <ErrorSummary draft={draft} labels={{ email: t("email") }} />
      <Form action={action}>
        <Field
          name="email"
          label={t("email")}
          autocomplete="username"
          draft={draft}
          rules={addressRules}
        />
        <Actions>
          <Submit>{t("send")}</Submit>
          <LinkButton href="/sign-in" variant="tertiary">
            {t("back_to_sign_in")}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

export function SentPage({ what }: { what: "reset" | "device" }) {
  const t = useSessionWords();
  return (
    <Page title={t("sent_title")} lead={t(`sent_${what}`)} narrow>
      <p>{t("sent_hint")}</p>
      <LinkButton href="/sign-in">{t("back_to_sign_in")}</LinkButton>
    </Page>
  );
}
