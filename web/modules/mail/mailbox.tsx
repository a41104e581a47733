import { Alert } from "#web/ui/alert.tsx";
import { LinkButton } from "#web/ui/button.tsx";
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
  const clear = (
    <>
      <LinkButton href="/dev/sms">{t("phones")}</LinkButton>
      {mails && mails.length > 0 && (
        <Form action="/dev/mailbox">
          <Submit variant="secondary" icon="trash">
            {t("mailbox_clear")}
          </Submit>
        </Form>
      )}
    </>
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

type Text = Omit<Received, "subject">;

/** The SMS that the simulator has taken in; undefined when it does not answer. */
export function Phones({ texts }: { texts: readonly Text[] | undefined }) {
  const t = useWords();
  const clear = (
    <>
      <LinkButton href="/dev/mailbox">{t("mailbox")}</LinkButton>
      {texts && texts.length > 0 && (
        <Form action="/dev/sms">
          <Submit variant="secondary" icon="trash">
            {t("phones_clear")}
          </Submit>
        </Form>
      )}
    </>
  );
  return (
    <Page title={t("phones")} lead={t("phones_lead")} actions={clear} narrow>
      {!texts && <Alert tone="danger">{t("mailbox_down")}</Alert>}
      {texts?.length === 0 && <EmptyState icon="chat" title={t("phones_empty")} />}
      <Stack>
        {texts?.map((one) => (
          <Card key={one.id} title={one.to}>
            <p class="hint">
              {t("from")} {one.from} · <Time at={one.at} />
            </p>
            <p>
              {one.text
                .split(/(https?:\/\/\S+)/)
                .map((part) => (part.startsWith("http") ? <a href={part}>{part}</a> : part))}
            </p>
          </Card>
        ))}
      </Stack>
    </Page>
  );
}
