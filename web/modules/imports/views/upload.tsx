import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Card, Split } from "#web/ui/card.tsx";
import type { AnyDraft } from "#web/ui/draft.ts";
import { Field, Form, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { fill } from "#web/ui/words.ts";
import { useProblem } from "#web/words.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { useWords } from "../words.ts";

const rules = { file: { required: true, type: "text" } } as const;

type UploadProps = { draft: AnyDraft; reasons?: readonly Reason[] };

/** The form that takes the file, and what is wrong with the one that was sent. */
export function UploadPage({ draft, reasons = [] }: UploadProps) {
  const t = useWords();
  const problem = useProblem();
  const steps = ["how_1", "how_2", "how_3", "how_4"] as const;
  return (
    <Page
      title={t("new_title")}
      lead={t("new_lead")}
      crumbs={[{ href: "/imports", label: t("title") }]}
    >
      {reasons.map(({ code, params = {} }) => (
        <Alert key={code} tone="danger" title={t("unreadable")} live>
          <p>{fill(problem(code), params)}</p>
        </Alert>
      ))}
      <Split
        main={
          <Form action="/imports" multipart once draft={draft}>
            <Field
              name="file"
              type="file"
              label={t("file")}
              hint={t("file_hint")}
              accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
              draft={draft}
              rules={rules}
            />
            <Actions>
              <Submit icon="imports">{t("upload")}</Submit>
              <LinkButton href="/imports" variant="tertiary">
                {t("cancel")}
              </LinkButton>
            </Actions>
          </Form>
        }
        side={
          <Card title={t("how_title")} tinted>
            <ol>
              {steps.map((step) => (
                <li key={step}>{t(step)}</li>
              ))}
            </ol>
          </Card>
        }
      />
    </Page>
  );
}
