import { useGrant } from "#web/grant_words.ts";
import { useRoles } from "#web/role_words.ts";
import { Alert } from "#web/ui/alert.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Day } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { typed } from "#web/ui/draft.ts";
import { type AnyDraft, Checks, ErrorSummary, Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { fill } from "#web/ui/words.ts";
import type { Grant, Role } from "#worker/lib/grants.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Member } from "#worker/modules/users/members/input.ts";
import { usePeopleWords } from "../words.ts";
import { useRoleOptions } from "./invitation_form.tsx";

type MemberProps = {
  member: Member;
  why: readonly { grant: Grant; because: readonly Role[] }[];
  choices: readonly Role[];
  mayChange: boolean;
  isMe: boolean;
  whyNotEnd: readonly Reason[];
  draft: AnyDraft;
  stale: boolean;
};

/** One person: what she may do here, which role gives it to her, and how to change that. */
export function MemberPage(props: MemberProps) {
  const { member, why, mayChange, isMe } = props;
  const t = usePeopleWords();
  const grant = useGrant();
  const roles = useRoles();
  const crumbs = [{ href: "/people", label: t("people") }];
  const factor = (
    <Badge tone={member.secondFactor ? "success" : "warning"}>
      {t(member.secondFactor ? "factor_on" : "factor_off")}
    </Badge>
  );
  return (
    <Page title={member.name} crumbs={crumbs} lead={isMe ? t("you") : undefined}>
      <Facts
        items={[
          { label: t("email"), value: member.email },
          { label: t("roles"), value: <span class="sentence">{roles(member.roles)}</span> },
          { label: t("since"), value: <Day date={member.since.slice(0, 10)} /> },
          { label: t("factor"), value: factor },
        ]}
      />
      {mayChange && <Change {...props} />}
      <Section title={fill(t("why"), { name: member.name })}>
        <DataTable
          caption={fill(t("why"), { name: member.name })}
          rows={why}
          rowKey={(row) => row.grant}
          columns={[
            { key: "grant", label: t("grant"), cell: (row) => grant(row.grant) },
            {
              key: "because",
              label: t("because"),
              cell: (row) => <span class="sentence">{roles(row.because)}</span>,
            },
          ]}
        />
      </Section>
    </Page>
  );
}

function Change({ member, choices, whyNotEnd, draft, stale }: MemberProps) {
  const t = usePeopleWords();
  const roles = useRoles();
  const { id, version, name } = member;
  return (
    <Section title={t("change_roles")}>
      {stale && (
        <Alert tone="warning" title={t("stale")} live>
          <p>{roles(member.roles)}</p>
        </Alert>
      )}
      <ErrorSummary draft={draft} labels={{ roles: t("roles") }} />
      <Form action={`/people/${id}/roles`} draft={draft}>
        <Hidden name="version" value={typed(draft, "version")} />
        <Checks
          name="roles"
          label={t("roles")}
          hint={t("roles_hint")}
          options={useRoleOptions(choices)}
          draft={draft}
          rules={{ roles: { required: true, type: "text", many: true } }}
        />
        <Submit>{t("save_roles")}</Submit>
      </Form>
      {whyNotEnd.length > 0 ? (
        <Reasons reasons={whyNotEnd} />
      ) : (
        <Confirm
          summary={t("end")}
          title={fill(t("end_title"), { name })}
          text={t("end_text")}
          action={`/people/${id}/removal`}
          values={{ version }}
        />
      )}
    </Section>
  );
}
