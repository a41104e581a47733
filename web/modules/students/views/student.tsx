import { LinkedContacts } from "#web/modules/contacts/views/linked.tsx";
import { Alert } from "#web/ui/alert.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Card as Frame, Split } from "#web/ui/card.tsx";
import { Day } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { Money } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { PhoneLink } from "#web/ui/phone.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import type { Draft } from "#worker/lib/input.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Card } from "#worker/modules/students/card/queries.ts";
import { useWords } from "../words.ts";
import { AccessCard } from "./access.tsx";
import { type ClassRules, ClassRulesCard } from "./class_rules.tsx";
import { Born, Instructor, StatusBadge } from "./parts.tsx";
import { StatusActions } from "./status.tsx";

type StudentPageProps = {
  card: Card;
  town: string | undefined;
  classes: readonly ClassRules[];
  /** Why a guardian is wanted. */
  minor: readonly Reason[];
  /** A status form that was refused. */
  draft: Draft<unknown> | undefined;
  /** An invitation that could not be sent. */
  inviting: Draft<unknown> | undefined;
  /** A button was pressed on an older version of her. */
  stale: boolean;
};

/** A student: who she is, who answers for her, and what she may do from when. */
export function StudentPage({ card, town, classes, minor, draft, ...more }: StudentPageProps) {
  const t = useWords();
  const { student } = card;
  const { grants } = useView();
  const mayBook = grants.includes("bookings:write");
  const mayForget = grants.includes("privacy:manage");
  const name = `${student.firstName} ${student.lastName}`;
  return (
    <Page
      title={name}
      lead={
        <>
          {student.number} · <Born birthDate={student.birthDate} />{" "}
          <StatusBadge status={student.status} />
        </>
      }
      crumbs={[{ href: "/students", label: t("title") }]}
      actions={
        <>
          {mayBook && student.status === "active" && (
            <LinkButton href={`/bookings/new?student=${student.id}`} icon="calendar">
              {t("book_lesson")}
            </LinkButton>
          )}
          {mayForget && (
            <LinkButton href={`/privacy/${student.id}`} icon="lock">
              {t("privacy")}
            </LinkButton>
          )}
          <StatusActions student={student} draft={draft} />
        </>
      }
    >
      <StudentTabs id={student.id} current="overview" />
      {more.stale && (
        <Alert tone="warning" live>
          <p>{t("stale_page")}</p>
        </Alert>
      )}
      <Reasons
        title={t("minor_title")}
        reasons={minor.map((reason) => ({
          ...reason,
          remedy: grants.includes("students:write") && (
            <a class="ds-link" href={`/students/${student.id}/contacts/new`}>
              {t("add_guardian")}
            </a>
          ),
        }))}
      />
      <Split
        main={
          <>
            <FactsCard card={card} town={town} />
            <ClassRulesCard student={student} classes={classes} />
          </>
        }
        side={
          <>
            <LinkedContacts studentId={student.id} contacts={card.contacts} />
            <AccessCard student={student} access={card.access} draft={more.inviting} />
            <NationalIdCard card={card} />
          </>
        }
      />
    </Page>
  );
}

const tabs = [
  { name: "overview", path: "", grant: "students:read" },
  { name: "training_tab", path: "/training", grant: "training:read" },
  { name: "card_tab", path: "/card", grant: "lessons:read" },
  { name: "money_tab", path: "/money", grant: "charges:read" },
  { name: "history", path: "/timeline", grant: "students:write" },
] as const;

type TabsProps = { id: string; current: (typeof tabs)[number]["name"] };

/** The parts of a student that whoever looks may see. Her history is for those who keep the register. */
export function StudentTabs({ id, current }: TabsProps) {
  const t = useWords();
  const { grants } = useView();
  const items = tabs
    .filter(({ grant }) => grants.includes(grant))
    .map(({ name, path }) => ({ name, href: `/students/${id}${path}`, label: t(name) }));
  const open = items.find(({ name }) => name === current)?.href ?? "";
  return items.length > 1 ? <Tabs items={items} current={open} /> : null;
}

function FactsCard({ card, town }: { card: Card; town: string | undefined }) {
  const t = useWords();
  const { student, instructor, branch, balance } = card;
  const place = [student.postalCode, town].filter(Boolean).join(" ");
  const address = [student.address, place].filter(Boolean).join(", ");
  const { email } = student;
  return (
    <Frame
      title={t("facts")}
      actions={
        useView().grants.includes("messages:write") && (
          <a class="ds-link" href={`/messages/${student.id}`}>
            {t("write_message")}
          </a>
        )
      }
    >
      <Facts
        items={[
          { label: t("phone"), value: <PhoneLink phone={student.phone} /> },
          { label: t("email"), value: email && <a href={`mailto:${email}`}>{email}</a> },
          { label: t("address"), value: address },
          {
            label: t("instructor"),
            value: <Instructor instructor={instructor} instructorText={student.instructorText} />,
          },
          ...(branch ? [{ label: t("branch"), value: branch }] : []),
          { label: t("startedOn"), value: student.startedOn && <Day date={student.startedOn} /> },
          ...(student.formerNumber
            ? [{ label: t("formerNumber"), value: student.formerNumber }]
            : []),
          ...(balance
            ? [
                {
                  label: t("balance"),
                  value: (
                    <>
                      <Money ore={Math.abs(balance.amount)} />{" "}
                      {t(balance.amount < 0 ? "balance_debt" : "balance_credit")}
                    </>
                  ),
                },
              ]
            : []),
          ...(student.note ? [{ label: t("note"), value: student.note }] : []),
        ]}
      />
    </Frame>
  );
}

function NationalIdCard({ card: { student, maskedId } }: { card: Card }) {
  const t = useWords();
  const { grants } = useView();
  if (!grants.includes("students:national_id")) return null;
  return (
    <Frame title={t("nationalId")}>
      {maskedId && <p class="number">{maskedId}</p>}
      <LinkButton href={`/students/${student.id}/national-id`} small>
        {maskedId ? t("id_change") : t("id_add")}
      </LinkButton>
    </Frame>
  );
}
