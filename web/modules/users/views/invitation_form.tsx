import { useRole } from "#web/role_words.ts";
import {
  type AnyDraft,
  Checks,
  constraints,
  ErrorSummary,
  Field,
  Form,
  Submit,
} from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import type { Role } from "#worker/lib/grants.ts";
import { InvitationInput } from "#worker/modules/users/invitations/input.ts";
import { usePeopleWords } from "../words.ts";

const rules = constraints(InvitationInput);

export function InvitationForm({ draft, choices }: { draft: AnyDraft; choices: readonly Role[] }) {
  const t = usePeopleWords();
  const labels = { name: t("invite_name"), email: t("email"), roles: t("roles") };
  const crumbs = [{ href: "/people", label: t("people") }];
  return (
    <Page title={t("invite_title")} lead={t("invite_lead")} crumbs={crumbs} narrow>
      <ErrorSummary draft={draft} labels={labels} />
      <Form action="/people/invitations" once draft={draft}>
        <Field name="name" label={labels.name} autocomplete="off" draft={draft} rules={rules} />
        <Field name="email" label={labels.email} autocomplete="off" draft={draft} rules={rules} />
        <Checks
          name="roles"
          label={labels.roles}
          hint={t("roles_hint")}
          options={useRoleOptions(choices)}
          draft={draft}
          rules={{ roles: { required: true, type: "text", many: true } }}
        />
        <Submit>{t("send_invitation")}</Submit>
      </Form>
    </Page>
  );
}

/** Roles to choose from, each with what it is for. */
export function useRoleOptions(choices: readonly Role[]) {
  const t = usePeopleWords();
  const role = useRole();
  const hints = {
    owner: t("role_owner"),
    academic_leader: t("role_academic_leader"),
    office: t("role_office"),
    instructor: t("role_instructor"),
    platform_admin: t("role_platform_admin"),
    student: "",
    guardian: "",
  };
  return choices.map((value) => {
    const name = role(value);
    const label = name[0]?.toUpperCase() + name.slice(1);
    return { value, label, ...(hints[value] && { hint: hints[value] }) };
  });
}
