import { Alert } from "#web/ui/alert.tsx";
import { Field, Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useKeptWords } from "./kept_words.ts";

const rules = {
  email: { required: true, type: "text", maxLength: 254 },
  password: { required: true, type: "text", maxLength: 512 },
} as const;
const draft = { values: {}, errors: {} };

type AgainProps = {
  next: string;
  /** What was typed, sealed; without it there was nothing that could be kept. */
  kept?: string | undefined;
  /** A file was among it. */
  file: boolean;
};

/** Asks who sent a form when its session was over, and carries along what was typed. */
export function SignInAgainPage({ next, kept, file }: AgainProps) {
  const t = useKeptWords();
  return (
    <Page title={t("again_title")} lead={t("again_lead")} narrow>
      <Alert tone={kept ? "info" : "warning"} live>
        {kept && <p>{t("kept")}</p>}
        {file && <p>{t("not_kept")}</p>}
      </Alert>
      <Form action="/sign-in">
        <Hidden name="next" value={next} />
        <Hidden name="kept" value={kept} />
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
        <Submit>{t("sign_in")}</Submit>
      </Form>
    </Page>
  );
}
