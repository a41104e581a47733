import * as z from "zod";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { formatInstant } from "#web/ui/date.tsx";
import { typed } from "#web/ui/draft.ts";
import { constraints, ErrorSummary, Field, Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { Timeline } from "#web/ui/timeline.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import {
  catalogue,
  type Setting,
  type SettingKey,
} from "#worker/modules/schools/settings/input.ts";
import { useWords } from "../words.ts";
import { SchoolFrame, useMayWrite } from "./frame.tsx";

const here = "/school/settings";

/** Every setting: what it is now, and who made it so. */
export function SettingsPage({ settings }: { settings: readonly Setting[] }) {
  const t = useWords();
  const show = useShown();
  const { locale } = useView();
  const last = ({ history: [held] }: Setting) =>
    held ? `${formatInstant(locale, held.since)}, ${held.by ?? t("someone")}` : t("never_set");
  return (
    <SchoolFrame current={here} lead={t("settings_lead")}>
      <DataTable
        caption={t("tab_settings")}
        rows={settings}
        rowKey={(row) => row.id}
        href={(row) => `${here}/${row.id}`}
        columns={[
          { key: "setting", label: t("setting"), cell: (row) => t(row.id) },
          { key: "value", label: t("value"), cell: (row) => show(row.id, row.value) },
          { key: "set_by", label: t("set_by"), cell: last },
        ]}
      />
    </SchoolFrame>
  );
}

type SettingPageProps = { setting: Setting; draft: Draft<unknown> };

/** One setting: the form for whoever may change it, and everything it has been. */
export function SettingPage({ setting, draft }: SettingPageProps) {
  const t = useWords();
  const show = useShown();
  const mayWrite = useMayWrite();
  const { id, history, value, fallback } = setting;
  const crumbs = [
    { href: "/school", label: t("title") },
    { href: here, label: t("tab_settings") },
  ];
  return (
    <Page title={t(id)} lead={t(`${id}_hint`)} crumbs={crumbs} narrow>
      <ErrorSummary draft={draft} labels={{ value: t("value") }} />
      {mayWrite ? (
        <SettingForm id={id} draft={draft} />
      ) : (
        <>
          <p>
            <strong>{show(id, value)}</strong>
          </p>
          <p class="hint">{t("settings_reader")}</p>
        </>
      )}
      <Section title={t("history")}>
        {history.length === 0 ? (
          <p>{fill(t("history_empty"), { value: show(id, fallback) })}</p>
        ) : (
          <Timeline
            items={history.map((held) => ({
              at: held.since,
              title: show(id, held.value),
              who: held.by ?? t("someone"),
            }))}
          />
        )}
      </Section>
    </Page>
  );
}

type SettingFormProps = { id: SettingKey; draft: Draft<unknown> };

function SettingForm({ id, draft }: SettingFormProps) {
  const t = useWords();
  const rules = constraints(z.object({ value: catalogue[id].value }));
  const choices = optionsOf(t, id);
  return (
    <Form action={`${here}/${id}`} draft={draft}>
      <Hidden name="version" value={typed(draft, "version")} />
      <Field
        name="value"
        label={t("value")}
        draft={draft}
        rules={rules}
        {...("options" in choices ? choices : { size: "short" as const })}
        {...(isMinutes(id) ? { unit: "min" } : {})}
        {...(id.endsWith("_percent") ? { unit: "%" } : {})}
      />
      <Actions>
        <Submit>{t("change")}</Submit>
        <LinkButton href={here} variant="tertiary">
          {t("cancel")}
        </LinkButton>
      </Actions>
    </Form>
  );
}

type Words = ReturnType<typeof useWords>;

const isMinutes = (id: SettingKey) => id.endsWith("_minutes");

/** What there is to choose from, where a setting is a choice. */
function optionsOf(t: Words, id: SettingKey) {
  const { options } = constraints(z.object({ value: catalogue[id].value })).value;
  return options
    ? { options: options.map((value) => ({ value, label: choice(t, id, value) })) }
    : {};
}

const choice = (t: Words, id: SettingKey, value: string) =>
  t((id === "default_locale" ? `locale_${value}` : `${id}_${value}`) as Parameters<Words>[0]);

/** A setting's value as people read it. */
function useShown() {
  const t = useWords();
  return (id: SettingKey, value: string | number): string => {
    if (isMinutes(id)) return fill(t("minutes"), { n: value });
    const one = Number(value) === 1;
    if (id.endsWith("_hours")) return fill(t(one ? "hours_1" : "hours_n"), { n: value });
    if (id.endsWith("_percent")) return fill(t("percent_n"), { n: value });
    if (id === "cancel_working_days")
      return fill(t(one ? "working_days_1" : "working_days_n"), { n: value });
    if (id.endsWith("_days")) return fill(t(one ? "days_1" : "days_n"), { n: value });
    return "options" in optionsOf(t, id)
      ? choice(t, id, String(value))
      : String(value) || t("not_set");
  };
}
