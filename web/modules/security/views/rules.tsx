import { Actions, LinkButton } from "#web/ui/button.tsx";
import { typed } from "#web/ui/draft.ts";
import {
  constraints,
  ErrorSummary,
  Field,
  Fieldset,
  Form,
  Hidden,
  Submit,
  Toggle,
} from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import type { Draft } from "#worker/lib/input.ts";
import { type RuleName, ruleNames } from "#worker/modules/security/input.ts";
import { counted, RulesForm } from "#worker/modules/security/settings/input.ts";
import { useWords } from "../words.ts";

/** Which rules speak, and from how many on. */
export function RulesPage({ draft }: { draft: Draft<unknown> }) {
  const t = useWords();
  const crumbs = [{ href: "/security", label: t("title") }];
  const labels = Object.fromEntries(
    ruleNames.flatMap((name) => [
      [`${name}_count`, t(name)],
      [`${name}_minutes`, t(name)],
    ]),
  );
  return (
    <Page title={t("rules")} lead={t("rules_lead")} crumbs={crumbs} narrow>
      <ErrorSummary draft={draft} labels={labels} />
      <Form action="/security/rules" draft={draft}>
        <Hidden name="version" value={typed(draft, "version")} />
        {ruleNames.map((name) => (
          <Rule key={name} name={name} draft={draft} />
        ))}
        <Actions>
          <Submit>{t("change")}</Submit>
          <LinkButton href="/security" variant="tertiary">
            {t("title")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

const rules = constraints(RulesForm);

function Rule({ name, draft }: { name: RuleName; draft: Draft<unknown> }) {
  const t = useWords();
  return (
    <Fieldset legend={t(name)} hint={t(`${name}_hint`)}>
      <Toggle name={`${name}_on`} label={t("on")} draft={draft} />
      {counted.includes(name) && (
        <div class="fields fields-columns">
          <Field
            name={`${name}_count`}
            label={t(name === "exports" ? "count_rows" : "count")}
            size="short"
            draft={draft}
            rules={rules}
          />
          <Field
            name={`${name}_minutes`}
            label={t("minutes")}
            unit="min"
            size="short"
            draft={draft}
            rules={rules}
          />
        </div>
      )}
    </Fieldset>
  );
}
