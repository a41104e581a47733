import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Disclosure } from "#web/ui/dialog.tsx";
import { type AnyDraft, ErrorSummary, Field, Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useStepUpWords } from "./step_up_words.ts";
import { useWait } from "./wait_words.ts";

/** A form that was refused until its sender has proven who she is. */
export type Kept = { to: string; fields: readonly (readonly [name: string, value: string])[] };

type StepUpProps = {
  draft: AnyDraft;
  next: string;
  kept?: Kept | undefined;
  /** Whether an authenticator is set up; else only the password can prove anything. */
  secondFactor: boolean;
  /** Seconds until another try is allowed. */
  wait?: number;
};

const rules = {
  code: { required: true, type: "text", maxLength: 40 },
  password: { required: true, type: "text", maxLength: 512 },
} as const;

/** Asks once more who is there, and carries along what was posted. */
export function StepUpPage({ draft, next, kept, secondFactor, wait = 0 }: StepUpProps) {
  const t = useStepUpWords();
  const when = useWait();
  const password = (
    <Field
      name="password"
      label={t("password")}
      type="password"
      autocomplete="current-password"
      draft={draft}
      rules={rules}
    />
  );
  return (
    <Page title={t("title")} lead={t("lead")} narrow>
      {kept && <p>{t("kept")}</p>}
      {wait > 0 && <Alert tone="warning">{when(wait)}</Alert>}
      <ErrorSummary draft={draft} labels={{ code: t("code"), password: t("password") }} />
      <Form action="/step-up">
        <Hidden name="next" value={next} />
        {kept && <Hidden name="kept" value={JSON.stringify(kept)} />}
        {secondFactor ? (
          <>
            <Field
              name="code"
              label={t("code")}
              hint={t("code_hint")}
              autocomplete="one-time-code"
              size="medium"
              draft={{ ...draft, values: {} }}
              rules={rules}
              autofocus
            />
            <Disclosure summary={t("with_password")} open={draft.errors.password !== undefined}>
              {password}
            </Disclosure>
          </>
        ) : (
          password
        )}
        <Actions>
          <Submit>{t("confirm")}</Submit>
          {/* The page itself, unless it is what asks. */}
          <LinkButton href={listOf(next) ?? next} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

/** The list that a file is made of, with its filters; nothing for what is no file. */
export function listOf(next: string): string | undefined {
  const { pathname, searchParams } = new URL(next, "http://localhost");
  if (!pathname.endsWith("/export")) return undefined;
  searchParams.delete("format");
  const query = searchParams.size > 0 ? `?${searchParams}` : "";
  return pathname.slice(0, -"/export".length) + query;
}

/** After the proof, when a file was asked for: it comes by itself, and the page says so. */
export function FilePage({ file, list }: { file: string; list: string }) {
  const t = useStepUpWords();
  return (
    <Page title={t("file_title")} lead={t("file_text")} narrow>
      <Actions>
        <LinkButton href={list} variant="primary">
          {t("file_back")}
        </LinkButton>
        <LinkButton href={file} icon="download">
          {t("file_again")}
        </LinkButton>
      </Actions>
    </Page>
  );
}

/** After the proof: one button sends again what had been refused. */
export function ContinuePage({ kept }: { kept: Kept }) {
  const t = useStepUpWords();
  return (
    <Page title={t("done_title")} lead={t("done_text")} narrow>
      <Form action={kept.to}>
        {kept.fields.map(([name, value], index) => (
          <Hidden key={`${name} ${index}`} name={name} value={value} />
        ))}
        <Submit>{t("go_on")}</Submit>
      </Form>
    </Page>
  );
}
