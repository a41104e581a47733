import { Alert } from "#web/ui/alert.tsx";
import { Card, Stack } from "#web/ui/card.tsx";
import { Time } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Form, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useWords } from "./words.ts";

type Received = { id: string; at: string; to: string; from: string; subject: string; text: string };

/** What the simulator has taken in; undefined when it does not answer. */
export function Mailbox({ mails }: { mails: readonly Received[] | undefined }) {
  const t = useWords();
  const clear = mails && mails.length > 0 && (
    <Form action="/dev/mailbox">
      <Submit variant="secondary" icon="trash">
        {t("mailbox_clear")}
      </Submit>
    </Form>
  );
  return (
    <Page title={t("mailbox")} lead={t("mailbox_lead")} actions={clear} narrow>
      {!mails && <Alert tone="danger">{t("mailbox_down")}</Alert>}
      {mails?.length === 0 && <EmptyState icon="mail" title={t("mailbox_empty")} />}
      <Stack>
        {mails?.map((mail) => (
          <Card key={mail.id} title={mail.subject}>
            <p class="hint">
              {t("to")} {mail.to} · {t("from")} {mail.from} · <Time at={mail.at} />
            </p>
            {mail.text.split(/\n{2,}/).map((line) => (
              <p key={line}>{/^https?:\/\/\S+$/.test(line) ? <a href={line}>{line}</a> : line}</p>
            ))}
          </Card>
        ))}
      </Stack>
    </Page>
  );
}
