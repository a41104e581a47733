import { useRole } from "#web/role_words.ts";
import { Actions } from "#web/ui/button.tsx";
import { Checks, constraints, ErrorSummary, Field, Form, Hidden, Submit } from "#web/ui/form.tsx";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { blockHours, listedRoles, NewBlock, NewRange } from "#worker/modules/addresses/input.ts";
import { useWords } from "./words.ts";

const here = "/addresses";
const rules = constraints(NewRange);
const blockRules = constraints(NewBlock);
const schoolRoles = listedRoles.filter((role) => role !== "platform_admin");

type AllowProps = { draft: Draft<unknown>; own: string | undefined; platform: boolean };

/** One more range from where roles count. */
export function AllowForm({ draft, own, platform }: AllowProps) {
  const t = useWords();
  const role = useRole();
  const labels = { range: t("range"), roles: t("roles"), note: t("note") };
  return (
    <>
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={`${here}/ranges`} once draft={draft}>
        <Field
          name="range"
          label={t("range")}
          hint={own ? fill(t("range_hint_own"), { address: own }) : t("range_hint")}
          draft={draft}
          rules={rules}
          size="medium"
        />
        {platform ? (
          <Hidden name="roles" value="platform_admin" />
        ) : (
          <Checks
            name="roles"
            label={t("roles")}
            draft={draft}
            rules={{ roles: { ...rules.roles, required: true } }}
            options={schoolRoles.map((value) => ({ value, label: role(value) }))}
            inline
          />
        )}
        <Field name="note" label={t("note")} hint={t("note_hint")} draft={draft} rules={rules} />
        <Actions>
          <Submit variant="secondary">{t("allow")}</Submit>
        </Actions>
      </Form>
    </>
  );
}

/** Somebody more to keep out. */
export function BlockForm({ draft }: { draft: Draft<unknown> }) {
  const t = useWords();
  const labels = { address: t("block_range"), hours: t("hours"), reason: t("reason") };
  const hours = blockHours.map((value) => ({ value, label: t(`hours_${value}`) }));
  return (
    <>
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={`${here}/blocks`} once draft={draft}>
        <Field
          name="address"
          label={labels.address}
          draft={draft}
          rules={blockRules}
          size="medium"
        />
        <Field
          name="hours"
          label={labels.hours}
          options={hours}
          draft={draft}
          rules={blockRules}
          size="medium"
        />
        <Field name="reason" label={labels.reason} draft={draft} rules={blockRules} />
        <Actions>
          <Submit variant="secondary">{t("block")}</Submit>
        </Actions>
      </Form>
    </>
  );
}
