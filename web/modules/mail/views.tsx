import { Badge } from "#web/ui/badge.tsx";
import { Card, Split } from "#web/ui/card.tsx";
import { Time } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { FilterBar } from "#web/ui/filters.tsx";
import { Form, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import type { Tone } from "#web/ui/tone.ts";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { useProblem } from "#web/words.ts";
import type { Paged } from "#worker/lib/list.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { type Mail, type MailState, mailStates } from "#worker/modules/mail/input.ts";
import { useWords } from "./words.ts";

const tones: Record<MailState, Tone> = {
  waiting: "info",
  sent: "success",
  bounced: "danger",
  failed: "warning",
};

/** What was sent, newest first, and what became of it. */
export function MailLog({ list, sort }: { list: Paged<Mail>; sort: string }) {
  const t = useWords();
  const columns: Column<Mail>[] = [
    { key: "recipient", label: t("recipient"), cell: (mail) => mail.recipient },
    { key: "template", label: t("template"), cell: (mail) => t(`template_${mail.template}`) },
    { key: "channel", label: t("channel"), cell: (mail) => t(mail.channel), hideOnPhone: true },
    { key: "state", label: t("state"), cell: (mail) => <State mail={mail} /> },
    { key: "why", label: t("why"), cell: (mail) => <Why mail={mail} />, hideOnPhone: true },
    {
      key: "createdAt",
      label: t("written"),
      cell: (mail) => <Time at={mail.createdAt} />,
      sort: true,
    },
  ];
  const states = mailStates.map((value) => ({ value, label: t(`state_${value}`) }));
  return (
    <Page title={t("title")} lead={t("lead")}>
      <FilterBar filters={[{ name: "state", label: t("state"), options: states }]} />
      <DataTable
        rows={list.items}
        columns={columns}
        caption={t("caption")}
        rowKey={(mail) => mail.id}
        sort={sort}
        href={(mail) => `/mail/${mail.id}`}
        empty={<EmptyState icon="mail" title={t("empty")} text={t("empty_text")} />}
      />
      <Pager after={list.after} />
    </Page>
  );
}

type MailPageProps = {
  mail: Mail;
  /** What the letter said, without its link. */
  letter: { subject: string; text: string; size?: { septets: number; segments: number } };
  whyNot: readonly Reason[];
};

/** One mail: what became of it, what it said, and once more. */
export function MailPage({ mail, letter, whyNot }: MailPageProps) {
  const t = useWords();
  const { grants } = useView();
  return (
    <Page title={letter.subject} crumbs={[{ href: "/mail", label: t("title") }]}>
      <Split
        main={
          <>
            <Card>
              <Facts
                items={[
                  { label: t("state"), value: <State mail={mail} /> },
                  { label: t("why"), value: mail.why && <Why mail={mail} /> },
                  { label: t("recipient"), value: mail.recipient },
                  { label: t("template"), value: t(`template_${mail.template}`) },
                  { label: t("channel"), value: t(mail.channel) },
                  { label: t("size"), value: letter.size && fill(t("size_n"), letter.size) },
                  { label: t("language"), value: t(mail.locale) },
                  { label: t("attempts"), value: String(mail.attempts) },
                  { label: t("written"), value: <Time at={mail.createdAt} /> },
                  { label: t("done"), value: mail.doneAt && <Time at={mail.doneAt} /> },
                ]}
              />
            </Card>
            <Card title={t("letter")} tinted>
              {letter.text.split(/\n\n(?:-- \n)?/).map((line) => (
                <p key={line}>{line}</p>
              ))}
              <p class="hint">{t("no_link")}</p>
            </Card>
          </>
        }
        side={
          whyNot.length > 0 ? (
            <Reasons reasons={whyNot} title={t("not_again")} />
          ) : (
            grants.includes("mail:write") && (
              <Card>
                <p>{t(mail.channel === "sms" ? "again_sms_text" : "again_text")}</p>
                <Form action={`/mail/${mail.id}/sending`}>
                  <Submit icon="mail">{t("again")}</Submit>
                </Form>
              </Card>
            )
          )
        }
      />
    </Page>
  );
}

function State({ mail }: { mail: Mail }) {
  const t = useWords();
  return <Badge tone={tones[mail.state]}>{t(`state_${mail.state}`)}</Badge>;
}

/** Our own codes as words; what the other side said as it said it. */
function Why({ mail: { why } }: { mail: Mail }) {
  const problem = useProblem();
  if (!why) return null;
  return <>{/^(mail|sms|outside)\.[a-z_]+$/.test(why) ? problem(why) : why}</>;
}
