import { Alert } from "#web/ui/alert.tsx";
import { Actions } from "#web/ui/button.tsx";
import {
  Choice,
  constraints,
  ErrorSummary,
  Field,
  Fieldset,
  Form,
  Hidden,
  Submit,
} from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import type { Draft } from "#worker/lib/input.ts";
import { modes, SettingForm } from "#worker/modules/operations/service/input.ts";
import { useServiceWords } from "../service_words.ts";
import { useWords } from "../words.ts";

const rules = constraints(SettingForm);

/** The switch: as usual, read only, or closed, with the message that everybody sees. */
export function ServicePage({ draft }: { draft: Draft<unknown> }) {
  const t = useServiceWords();
  const w = useWords();
  const names = ["mode", "messageNb", "messageEn", "untilDay", "untilTime"] as const;
  const labels = Object.fromEntries(names.map((name) => [name, t(name)]));
  const options = modes.map((value) => ({
    ...{ value, label: t(`mode_${value}`), hint: t(`mode_${value}_hint`) },
  }));
  const shared = { draft, rules };
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      crumbs={[{ href: "/operations", label: w("title") }]}
      narrow
    >
      <ErrorSummary draft={draft} labels={labels} />
      <Form action="/operations/service" draft={draft}>
        <Hidden name="version" value={draft.values.version as string | undefined} />
        <Choice name="mode" label={t("mode")} options={options} {...shared} />
        <Fieldset legend={t("messages")} hint={t("messages_hint")}>
          {(["messageNb", "messageEn"] as const).map((name) => (
            <Field
              {...{ key: name, name, label: t(name), type: "textarea", rows: 2, ...shared }}
              sometimes
            />
          ))}
        </Fieldset>
        <Fieldset legend={t("end")} hint={t("end_hint")} columns>
          <Field name="untilDay" label={t("untilDay")} type="date" {...shared} />
          <Field name="untilTime" label={t("untilTime")} size="short" {...shared} />
        </Fieldset>
        <Alert tone="info">{t("background")}</Alert>
        <Actions>
          <Submit tone="danger">{t("save")}</Submit>
        </Actions>
      </Form>
    </Page>
  );
}
