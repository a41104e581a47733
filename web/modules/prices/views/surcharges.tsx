import { Actions, Submit } from "#web/ui/button.tsx";
import { Card, Split } from "#web/ui/card.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { constraints, ErrorSummary, Field, Form } from "#web/ui/form.tsx";
import { Money } from "#web/ui/money.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { classCodes } from "#worker/lib/fields.ts";
import type { Draft } from "#worker/lib/input.ts";
import { SurchargeForm, type SurchargeLine, surchargeKinds } from "#worker/modules/prices/input.ts";
import { useWords } from "../words.ts";
import { named, type Place, PricesFrame, places, useDay, useMayWrite, useState } from "./frame.tsx";

const rules = constraints(SurchargeForm);

type SurchargesProps = {
  surcharges: readonly SurchargeLine[];
  branches: readonly Place[];
  draft: Draft<unknown>;
};

/** What a lesson costs more or less by the time of day, the weekday and its length. */
export function SurchargesPage({ surcharges, branches, draft }: SurchargesProps) {
  const t = useWords();
  const table = (
    <DataTable
      rows={surcharges}
      columns={useColumns(surcharges)}
      caption={t("tab_surcharges")}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("surcharges_empty")} text={t("surcharges_empty_text")} />}
    />
  );
  return (
    <PricesFrame current="/surcharges" lead={t("surcharges_lead")}>
      {useMayWrite() ? (
        <Split main={table} side={<SurchargePlan branches={branches} draft={draft} />} />
      ) : (
        table
      )}
    </PricesFrame>
  );
}

function useColumns(all: readonly SurchargeLine[]): Column<SurchargeLine>[] {
  const t = useWords();
  const [day, state, mayWrite] = [useDay(), useState(), useMayWrite()];
  const { today } = useView();
  const same = (a: SurchargeLine, b: SurchargeLine) =>
    a.kind === b.kind && a.classCode === b.classCode && a.branchId === b.branchId;
  const holds = (line: SurchargeLine) =>
    all.find((one) => same(one, line) && one.validFrom <= today)?.id === line.id;
  const takeBack = (line: SurchargeLine) =>
    mayWrite && line.validFrom > today ? (
      <Form action={`/prices/surcharges/${line.id}/removal`}>
        <Submit variant="tertiary" small>
          {t("drop")}
        </Submit>
      </Form>
    ) : null;
  return [
    {
      key: "kind",
      label: t("surcharge_kind"),
      cell: (s) => [t(`surcharge_${s.kind}`), s.fromTime].filter(Boolean).join(" "),
    },
    { key: "class", label: t("classCode"), cell: (s) => s.classCode ?? t("all_classes") },
    { key: "branch", label: t("branchId"), cell: (s) => s.branch ?? t("all_branches") },
    {
      key: "from",
      label: t("validFrom"),
      cell: (s) => `${day(s.validFrom)} (${state(s.validFrom, holds(s))})`,
    },
    { key: "amount", label: t("amount"), align: "end", cell: (s) => <Money ore={s.amountOre} /> },
    ...(mayWrite ? [{ key: "drop", label: t("drop"), cell: takeBack }] : []),
  ];
}

function SurchargePlan({ branches, draft }: Omit<SurchargesProps, "surcharges">) {
  const t = useWords();
  const shared = { draft, rules };
  const labels = {
    ...{ kind: t("surcharge_kind"), amount: t("amount"), validFrom: t("validFrom") },
    ...{ fromTime: t("fromTime"), classCode: t("classCode"), branchId: t("branchId") },
  };
  return (
    <Card title={t("plan_surcharge")}>
      <ErrorSummary draft={draft} labels={labels} />
      <Form action="/prices/surcharges" draft={draft} once>
        <Field
          name="kind"
          label={t("surcharge_kind")}
          options={named(t, "surcharge", surchargeKinds)}
          {...shared}
        />
        <Field name="fromTime" label={t("fromTime")} hint={t("fromTime_hint")} {...shared} />
        <Field
          name="amount"
          label={t("amount")}
          hint={t("amount_hint")}
          unit="kr"
          inputmode="text"
          {...shared}
        />
        <Field name="validFrom" label={t("validFrom")} {...shared} />
        <Field
          name="classCode"
          label={t("classCode")}
          options={classCodes.map((value) => ({ value, label: value }))}
          {...shared}
        />
        {branches.length > 0 && (
          <Field name="branchId" label={t("branchId")} options={places(branches)} {...shared} />
        )}
        <Actions>
          <Submit>{t("plan")}</Submit>
        </Actions>
      </Form>
    </Card>
  );
}
