import { LinkButton } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { classOptions, FilterBar, Toolbar } from "#web/ui/filters.tsx";
import { Money } from "#web/ui/money.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { fill } from "#web/ui/words.ts";
import { classCodes } from "#worker/lib/fields.ts";
import type { ProductList, ProductRow } from "#worker/modules/prices/input.ts";
import { useWords } from "../words.ts";
import { PricesFrame, useDay, useMayWrite } from "./frame.tsx";

type ProductsProps = { products: readonly ProductRow[]; list: ProductList };

/** The price list: what is sold, what it costs today and what it will. */
export function ProductsPage({ products, list }: ProductsProps) {
  const t = useWords();
  const add = useMayWrite() && (
    <LinkButton href="/prices/new" icon="plus" variant="primary">
      {t("add_product")}
    </LinkButton>
  );
  return (
    <PricesFrame current="" lead={t("lead")} actions={add}>
      <Toolbar>
        <FilterBar
          filters={[
            { name: "class", label: t("classCode"), options: classOptions(classCodes, list.class) },
            {
              name: "state",
              label: t("open"),
              options: [{ value: "closed", label: t("closed") }],
            },
          ]}
        />
      </Toolbar>
      <DataTable
        rows={products}
        columns={useColumns()}
        caption={t("tab_products")}
        rowKey={({ id }) => id}
        href={({ id }) => `/prices/${id}`}
        empty={
          <EmptyState title={t("empty")} text={t("empty_text")} {...(add ? { action: add } : {})} />
        }
      />
    </PricesFrame>
  );
}

function useColumns(): Column<ProductRow>[] {
  const t = useWords();
  const day = useDay();
  const per = (minutes: number | null) =>
    minutes === null ? "" : ` ${fill(t("per_minutes"), { n: minutes })}`;
  return [
    { key: "name", label: t("name"), cell: (p) => p.name },
    { key: "class", label: t("classCode"), cell: (p) => p.classCode ?? t("all_classes") },
    { key: "kind", label: t("kind"), cell: (p) => t(`kind_${p.kind}`), hideOnPhone: true },
    { key: "vat", label: t("vatCode"), cell: (p) => t(`vat_${p.vatCode}`), hideOnPhone: true },
    {
      key: "price",
      label: t("price_now"),
      align: "end",
      cell: (p) =>
        p.priceOre === null ? (
          t("no_price")
        ) : (
          <>
            <Money ore={p.priceOre} />
            {per(p.unitMinutes)}
          </>
        ),
    },
    {
      key: "next",
      label: t("price_next"),
      align: "end",
      cell: (p) =>
        p.nextOre === null || p.nextFrom === null ? (
          "–"
        ) : (
          <>
            <Money ore={p.nextOre} /> {fill(t("from"), { on: day(p.nextFrom) })}
          </>
        ),
    },
  ];
}
