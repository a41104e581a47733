import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { constraints, ErrorSummary, Field, Form } from "#web/ui/form.tsx";
import { formatMoney } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import type { Draft } from "#worker/lib/input.ts";
import { ManualChargeForm, Sale } from "#worker/modules/charges/input.ts";
import type { Whose } from "#worker/modules/charges/money_queries.ts";
import { vatCodes } from "#worker/modules/prices/input.ts";
import { useWords } from "../words.ts";
import { moneyOf, useCrumbs } from "./money.tsx";

const rules = constraints(ManualChargeForm);
const saleRules = constraints(Sale);

type Priced = { id: string; name: string; priceOre: number | null };
type FormProps = { student: Whose; draft: Draft<unknown> };

function useOptions() {
  const { locale } = useView();
  return (all: readonly Priced[]) =>
    all.map(({ id, name, priceOre }) => ({
      value: id,
      label: priceOre === null ? name : `${name}, ${formatMoney(locale, priceOre)}`,
    }));
}

/** Charges something that is no lesson in the calendar. */
export function ManualChargePage({
  student,
  draft,
  products,
}: FormProps & { products: readonly Priced[] }) {
  const t = useWords();
  const crumbs = useCrumbs();
  const options = useOptions();
  const shared = { draft, rules };
  const labels = {
    ...{ productId: t("productId"), text: t("text"), quantity: t("quantity"), unit: t("unit") },
    ...{ vatCode: t("vatCode"), onDate: t("onDate") },
  };
  return (
    <Page
      title={t("charge")}
      lead={t("charge_hint")}
      crumbs={crumbs(student, { deep: true })}
      narrow
    >
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={`${moneyOf(student)}/charges`} draft={draft} once>
        <Field
          name="productId"
          label={t("productId")}
          hint={t("product_hint")}
          options={options(products)}
          {...shared}
        />
        <Field name="text" label={t("text")} hint={t("text_hint")} {...shared} />
        <Field name="quantity" label={t("quantity")} size="short" {...shared} />
        <Field
          name="unit"
          label={t("unit")}
          hint={t("unit_hint")}
          unit="kr"
          size="short"
          inputmode="decimal"
          {...shared}
        />
        <Field
          name="vatCode"
          label={t("vatCode")}
          options={vatCodes.map((value) => ({ value, label: t(`vat_${value}`) }))}
          {...shared}
        />
        <Field name="onDate" label={t("onDate")} hint={t("onDate_hint")} {...shared} />
        <Buttons at={moneyOf(student)} label={t("charge")} />
      </Form>
    </Page>
  );
}

/** Sells a package to a student. */
export function SalePage({
  student,
  draft,
  packages,
}: FormProps & { packages: readonly Priced[] }) {
  const t = useWords();
  const crumbs = useCrumbs();
  const options = useOptions();
  return (
    <Page title={t("sell")} lead={t("sell_hint")} crumbs={crumbs(student, { deep: true })} narrow>
      {packages.length === 0 ? (
        <EmptyState icon="prices" title={t("no_packages_for_sale")} />
      ) : (
        <>
          <ErrorSummary draft={draft} labels={{ packageId: t("package") }} />
          <Form action={`${moneyOf(student)}/packages`} draft={draft} once>
            <Field
              name="packageId"
              label={t("package")}
              options={options(packages)}
              {...{ draft, rules: saleRules }}
            />
            <Buttons at={moneyOf(student)} label={t("sell")} />
          </Form>
        </>
      )}
    </Page>
  );
}

function Buttons({ at, label }: { at: string; label: string }) {
  const t = useWords();
  return (
    <Actions>
      <Submit>{label}</Submit>
      <LinkButton href={at} variant="tertiary">
        {t("cancel")}
      </LinkButton>
    </Actions>
  );
}
