import { useRoles } from "#web/role_words.ts";
import { Badge } from "#web/ui/badge.tsx";
import { LinkButton, Submit } from "#web/ui/button.tsx";
import { Time } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Form, Hidden } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import type { Paged } from "#worker/lib/list.ts";
import type { Invitation } from "#worker/modules/users/invitations/input.ts";
import type { Member, MemberList } from "#worker/modules/users/members/input.ts";
import { usePeopleWords } from "../words.ts";

type PeopleProps = {
  members: Paged<Member>;
  invitations: readonly Invitation[];
  list: MemberList;
};

export function PeoplePage({ members, invitations, list }: PeopleProps) {
  const t = usePeopleWords();
  const mayWrite = useView().grants.includes("users:write");
  const kind = list.kind ?? "staff";
  const actions = (
    <>
      {mayWrite && (
        <LinkButton href="/people/invitations/new" variant="primary" icon="plus">
          {t("invite")}
        </LinkButton>
      )}
      <LinkButton href="/people/roles">{t("roles_page")}</LinkButton>
    </>
  );
  const tabs = [
    { href: "/people", label: t("staff") },
    { href: "/people?kind=others", label: t("others") },
  ];
  return (
    <Page title={t("people")} lead={t("people_lead")} actions={actions}>
      <Tabs items={tabs} current={kind === "staff" ? "/people" : "/people?kind=others"} />
      <Members members={members.items} kind={kind} />
      <Pager after={members.after} />
      {kind === "staff" && (
        <Section title={t("invitations")} id="invitations">
          <Invitations invitations={invitations} mayWrite={mayWrite} />
        </Section>
      )}
    </Page>
  );
}

type MembersProps = { members: readonly Member[]; kind: "staff" | "others" };

function Members({ members, kind }: MembersProps) {
  const t = usePeopleWords();
  const roles = useRoles();
  return (
    <DataTable
      caption={t(kind)}
      rows={members}
      rowKey={(member) => member.id}
      href={(member) => `/people/${member.id}`}
      empty={<EmptyState title={t(`none_${kind}`)} text={t(`none_${kind}_text`)} icon="people" />}
      columns={[
        { key: "name", label: t("name"), cell: (member) => member.name },
        {
          key: "roles",
          label: t("roles"),
          cell: (member) => <span class="sentence">{roles(member.roles)}</span>,
        },
        { key: "email", label: t("email"), cell: (member) => member.email, hideOnPhone: true },
        {
          key: "factor",
          label: t("factor"),
          cell: ({ secondFactor }) => (
            <Badge tone={secondFactor ? "success" : kind === "staff" ? "warning" : "neutral"}>
              {t(secondFactor ? "factor_on" : "factor_off")}
            </Badge>
          ),
        },
        {
          key: "since",
          label: t("since"),
          cell: (member) => <Time at={member.since} format="day" />,
          hideOnPhone: true,
        },
      ]}
    />
  );
}

type InvitationsProps = { invitations: readonly Invitation[]; mayWrite: boolean };

function Invitations({ invitations, mayWrite }: InvitationsProps) {
  const t = usePeopleWords();
  const roles = useRoles();
  const { now } = useView();
  return (
    <DataTable
      caption={t("invitations")}
      rows={invitations}
      rowKey={(invitation) => invitation.id}
      empty={<p>{t("none_invitations")}</p>}
      columns={[
        { key: "email", label: t("email"), cell: (invitation) => invitation.email },
        {
          key: "roles",
          label: t("roles"),
          cell: (invitation) => <span class="sentence">{roles(invitation.roles)}</span>,
        },
        { key: "by", label: t("invited_by"), cell: (invitation) => invitation.invitedBy },
        {
          key: "expires",
          label: t("expires"),
          cell: ({ expiresAt }) =>
            expiresAt > now ? (
              <Time at={expiresAt} />
            ) : (
              <Badge tone="warning">{t("expired")}</Badge>
            ),
        },
        {
          key: "actions",
          label: t("actions"),
          cell: ({ id, version }) =>
            mayWrite && (
              <div class="actions">
                <InvitationButton action="renewal" word={t("renew")} {...{ id, version }} />
                <InvitationButton action="withdrawal" word={t("withdraw")} {...{ id, version }} />
              </div>
            ),
        },
      ]}
    />
  );
}

type ButtonProps = { action: string; word: string; id: string; version: number };

function InvitationButton({ action, word, id, version }: ButtonProps) {
  return (
    <Form action={`/people/invitations/${id}/${action}`}>
      <Hidden name="version" value={version} />
      <Submit variant="tertiary" small>
        {word}
      </Submit>
    </Form>
  );
}
