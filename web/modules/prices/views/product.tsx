import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { Card, Split } from "#web/ui/card.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { constraints, ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Money } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { PriceForm, type PriceLine, type Product } from "#worker/modules/prices/input.ts";
import { useWords } from "../words.ts";
import { type Place, places, useDay, useMayWrite, useState } from "./frame.tsx";

const priceRules = constraints(PriceForm);

type ProductPageProps = {
  product: Product;
  branches: readonly Place[];
  draft: Draft<unknown>;
  stale?: boolean;
};

/** A product with every price it has had, has and will have. */
export function ProductPage({ product, branches, draft, stale }: ProductPageProps) {
  const t = useWords();
  const day = useDay();
  const mayWrite = useMayWrite();
  return (
    <Page
      title={product.name}
      crumbs={[{ href: "/prices", label: t("title") }]}
      actions={mayWrite && <ProductActions product={product} />}
    >
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale_page")}</p>
        </Alert>
      )}
      {product.closedOn && (
        <Alert>
          <p>{fill(t("closed_on"), { on: day(product.closedOn) })}</p>
        </Alert>
      )}
      <Split
        main={
          <Card title={t("prices")}>
            <PriceTable product={product} />
          </Card>
        }
        side={
          <>
            <Card title={t("product")}>
              <Facts
                items={[
                  { label: t("kind"), value: t(`kind_${product.kind}`) },
                  { label: t("classCode"), value: product.classCode ?? t("all_classes") },
                  { label: t("step"), value: product.step },
                  {
                    label: t("unitMinutes"),
                    value: product.unitMinutes && `${product.unitMinutes} min`,
                  },
                  { label: t("vatCode"), value: t(`vat_${product.vatCode}`) },
                ]}
              />
            </Card>
            {mayWrite && !product.closedOn && (
              <PlanForm id={product.id} branches={branches} draft={draft} />
            )}
          </>
        }
      />
    </Page>
  );
}

function ProductActions({ product: { id, version, closedOn } }: { product: Product }) {
  const t = useWords();
  return (
    <>
      <LinkButton href={`/prices/${id}/edit`} icon="pencil">
        {t("edit_product")}
      </LinkButton>
      <Form action={`/prices/${id}/${closedOn ? "reopening" : "closure"}`}>
        <Hidden name="version" value={version} />
        <Submit variant="tertiary">{t(closedOn ? "reopen" : "close")}</Submit>
      </Form>
    </>
  );
}

function PriceTable({ product: { id, prices } }: { product: Product }) {
  const t = useWords();
  const [day, state, mayWrite] = [useDay(), useState(), useMayWrite()];
  const { today } = useView();
  const holds = (line: PriceLine) =>
    prices.find((p) => p.branchId === line.branchId && p.validFrom <= today)?.id === line.id;
  const takeBack = (line: PriceLine) =>
    mayWrite && line.validFrom > today ? (
      <Form action={`/prices/${id}/prices/${line.id}/removal`}>
        <Submit variant="tertiary" small>
          {t("drop")}
        </Submit>
      </Form>
    ) : null;
  return (
    <DataTable
      rows={prices}
      caption={t("prices")}
      rowKey={(line) => line.id}
      empty={<p>{t("no_price")}</p>}
      columns={[
        {
          key: "from",
          label: t("validFrom"),
          cell: (line) => `${day(line.validFrom)} (${state(line.validFrom, holds(line))})`,
        },
        { key: "branch", label: t("branchId"), cell: (l) => l.branch ?? t("all_branches") },
        {
          key: "price",
          label: t("priceOre"),
          align: "end",
          cell: (line) => <Money ore={line.priceOre} />,
        },
        { key: "by", label: t("set_by"), cell: (l) => l.setBy ?? t("someone"), hideOnPhone: true },
        ...(mayWrite ? [{ key: "drop", label: t("drop"), cell: takeBack }] : []),
      ]}
    />
  );
}

type PlanProps = { id: string; branches: readonly Place[]; draft: Draft<unknown> };

function PlanForm({ id, branches, draft }: PlanProps) {
  const t = useWords();
  const shared = { draft, rules: priceRules };
  const labels = { price: t("price"), validFrom: t("validFrom"), branchId: t("branchId") };
  return (
    <Card title={t("plan_price")}>
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={`/prices/${id}/prices`} draft={draft} once>
        <Field name="price" label={t("price")} unit="kr" inputmode="decimal" {...shared} />
        <Field name="validFrom" label={t("validFrom")} hint={t("plan_hint")} {...shared} />
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
