import { LinkButton, Submit } from "#web/ui/button.tsx";
import { formatInstant } from "#web/ui/date.tsx";
import { constraints, ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import {
  type Message,
  MessageInput,
  type Sender,
  type Thread,
} from "#worker/modules/messages/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(MessageInput);

type ThreadPageProps = { thread: Thread; side: Sender; draft: Draft<unknown> };

/** What two have written to each other, newest first, beneath the field for the next message. */
export function ThreadPage({ thread, side, draft }: ThreadPageProps) {
  const t = useWords();
  const further = useView().url.searchParams.has("after");
  const { studentId, student, instructorId, instructor, items, after, unread, why } = thread;
  const staff = side === "instructor";
  const list = staff ? "/messages" : "/me/messages";
  const here = `${list}/${staff ? studentId : instructorId}`;
  const name = staff ? student : instructor;
  const [newest] = items;
  return (
    <Page
      title={name}
      crumbs={[{ href: list, label: t("title") }]}
      actions={
        staff && <LinkButton href={`/students/${studentId}`}>{t("student_page")}</LinkButton>
      }
      narrow
    >
      <Reasons reasons={why} title={t("cannot")} />
      {why.length === 0 && (
        <>
          <ErrorSummary draft={draft} labels={{ text: t("text") }} />
          <Form action={here} draft={draft} once>
            <Field
              name="text"
              label={t("text")}
              hint={t("text_hint")}
              type="textarea"
              rows={3}
              draft={draft}
              rules={rules}
            />
            <Submit>{t("send")}</Submit>
          </Form>
        </>
      )}
      <Section title={t("said")}>
        {unread > 0 && newest && !further && (
          <Form action={`${here}/reading`}>
            <Hidden name="last" value={newest.id} />
            <Submit variant="secondary">{t("mark_read")}</Submit>
          </Form>
        )}
        {newest ? (
          <ol class="messages" aria-label={fill(t("with"), { name })}>
            {items.map((one) => (
              <Said key={one.id} message={one} mine={one.sender === side} name={name} />
            ))}
          </ol>
        ) : (
          <p class="hint">{t("nothing")}</p>
        )}
        <Pager after={after} label={t("older")} />
      </Section>
    </Page>
  );
}

function Said({ message, mine, name }: { message: Message; mine: boolean; name: string }) {
  const t = useWords();
  const { locale } = useView();
  return (
    <li {...(mine ? { "data-mine": "" } : {})}>
      <p class="hint">
        {mine ? t("you") : name},{" "}
        <time dateTime={message.at}>{formatInstant(locale, message.at)}</time>
      </p>
      <p class="message-text">{message.text}</p>
    </li>
  );
}
