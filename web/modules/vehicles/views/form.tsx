import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { Checks, Toggle } from "#web/ui/choice.tsx";
import { typed } from "#web/ui/draft.ts";
import { DueDay } from "#web/ui/due.tsx";
import { constraints, ErrorSummary, Field, Fieldset, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { fill } from "#web/ui/words.ts";
import { useProblem } from "#web/words.ts";
import { type ClassCode, classCodes } from "#worker/lib/fields.ts";
import type { Draft } from "#worker/lib/input.ts";
import {
  fuels,
  gearboxes,
  kinds,
  type Registered,
  type Vehicle,
  VehicleInput,
} from "#worker/modules/vehicles/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(VehicleInput);
const fields = Object.keys(VehicleInput.shape) as (keyof VehicleInput)[];

export type VehicleFormProps = {
  draft: Draft<unknown>;
  branches: readonly { id: string; name: string }[];
  /** The classes the school teaches; empty where it has not said. */
  offered: readonly ClassCode[];
  /** The vehicle that is changed; without it the form registers one. */
  id?: string;
  /** What the register knew, or why it did not tell. */
  found?: Registered;
  silence?: string;
};

/** The one form of a vehicle: new, changed, refused, merged, or filled from the register. */
export function VehicleForm({ draft, branches, offered, id, found, silence }: VehicleFormProps) {
  const t = useWords();
  const plate = typed(draft, "plate");
  const here = id ? `/vehicles/${id}` : "/vehicles";
  const crumbs = [
    { href: "/vehicles", label: t("title") },
    ...(id ? [{ href: here, label: plate }] : []),
  ];
  const labels = Object.fromEntries(fields.map((name) => [name, t(name)]));
  const shared = { draft, rules };
  return (
    <Page title={id ? fill(t("edit_title"), { plate }) : t("add_title")} crumbs={crumbs} narrow>
      <Told found={found} silence={silence} />
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={here} draft={draft} once={!id}>
        <Hidden name="version" value={id ? typed(draft, "version") : undefined} />
        {/* Enter presses the first button of a form: that must be Save, not the one below. */}
        <button type="submit" class="ds-sr-only" tabIndex={-1} aria-hidden="true" />
        <Fieldset legend={t("register")} hint={t("look_up_hint")}>
          <Field name="plate" label={t("plate")} size="short" autocomplete="off" {...shared} />
          <Actions>
            <Submit variant="secondary" icon="download" formAction={`${here}/look-up`}>
              {t("look_up")}
            </Submit>
          </Actions>
        </Fieldset>
        <Fieldset legend={t("vehicle")} columns>
          <Field name="kind" label={t("kind")} options={named(t, "kind", kinds)} {...shared} />
          <Field
            name="gearbox"
            label={t("gearbox")}
            options={named(t, "gearbox", gearboxes)}
            {...shared}
          />
          <Field name="make" label={t("make")} {...shared} />
          <Field name="model" label={t("model")} {...shared} />
          <Field name="year" label={t("year")} size="short" {...shared} />
          <Field name="fuel" label={t("fuel")} options={named(t, "fuel", fuels)} {...shared} />
        </Fieldset>
        <Fieldset legend={t("use")}>
          <Checks
            name="classes"
            label={t("classes")}
            options={taught(offered, draft).map((value) => ({ value, label: value }))}
            hint={t("no_classes")}
            inline
            {...shared}
          />
          <Toggle name="dualControls" label={t("dualControls_label")} draft={draft} />
          {branches.length > 0 && (
            <Field
              name="branchId"
              label={t("branchId")}
              options={branches.map(({ id: value, name }) => ({ value, label: name }))}
              {...shared}
            />
          )}
        </Fieldset>
        <Fieldset legend={t("dates")} columns>
          <Field name="inspectBy" label={t("inspectBy")} hint={t("inspectBy_hint")} {...shared} />
          <Field name="insuredUntil" label={t("insuredUntil")} {...shared} />
          <Field name="insurer" label={t("insurer")} {...shared} />
          <Field name="policy" label={t("policy")} {...shared} />
        </Fieldset>
        <Field name="note" label={t("note")} type="textarea" {...shared} />
        <Actions>
          <Submit>{t("save")}</Submit>
          <LinkButton href={here} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

type Words = ReturnType<typeof useWords>;
type Key = Parameters<Words>[0];

const named = <P extends string, V extends string>(t: Words, prefix: P, values: readonly V[]) =>
  values.map((value) => ({ value, label: t(`${prefix}_${value}` as Key) }));

/** What the school teaches, and what the vehicle has, or had when the form was opened. */
function taught(offered: readonly ClassCode[], { values, was }: Draft<unknown>) {
  const has = [values.classes ?? [], was?.classes ?? []].flat();
  return offered.length === 0
    ? classCodes
    : classCodes.filter((code) => offered.includes(code) || has.includes(code));
}

type ToldProps = { found: Registered | undefined; silence: string | undefined };

/** What the register said, where the reader looks first. */
function Told({ found, silence }: ToldProps) {
  const t = useWords();
  const problem = useProblem();
  if (silence) {
    return (
      <Alert tone="warning" live>
        <p>{problem(silence)}</p>
      </Alert>
    );
  }
  if (!found) return null;
  return (
    <Alert tone={found.onTheRoad === false ? "warning" : "success"} title={t("found")} live>
      <p>{found.onTheRoad === false ? t("off_road") : t("found_text")}</p>
    </Alert>
  );
}

/** Everything that is known of a vehicle, by its labels. */
export function factsOf(t: Words, v: Vehicle) {
  return [
    { label: t("plate"), value: v.plate },
    { label: t("kind"), value: t(`kind_${v.kind}`) },
    { label: t("make"), value: v.make },
    { label: t("model"), value: v.model },
    { label: t("year"), value: v.year },
    { label: t("gearbox"), value: t(`gearbox_${v.gearbox}`) },
    { label: t("fuel"), value: v.fuel && t(`fuel_${v.fuel}`) },
    { label: t("classes"), value: v.classes.join(", ") },
    { label: t("dualControls"), value: t(v.dualControls ? "yes" : "no") },
    { label: t("branchId"), value: v.branch },
    { label: t("inspectBy"), value: <DueDay on={v.inspectBy} due={v.inspectionDue} /> },
    { label: t("insuredUntil"), value: <DueDay on={v.insuredUntil} due={v.insuranceDue} /> },
    { label: t("insurer"), value: v.insurer },
    { label: t("policy"), value: v.policy },
    { label: t("note"), value: v.note },
  ];
}
