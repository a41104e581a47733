import { Alert } from "#web/ui/alert.tsx";
import { Actions, Submit } from "#web/ui/button.tsx";
import { Card, Split } from "#web/ui/card.tsx";
import { constraints, ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Money } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import type { Draft } from "#worker/lib/input.ts";
import { type Package, PackageItemForm } from "#worker/modules/prices/input.ts";
import { useWords } from "../words.ts";
import { type Place, places, useMayWrite } from "./frame.tsx";
import { crumbs, here, PackageForm } from "./packages.tsx";

const itemRules = constraints(PackageItemForm);

type PackagePageProps = {
  pack: Package;
  products: readonly Place[];
  draft: Draft<unknown>;
  itemDraft: Draft<unknown>;
  stale?: boolean;
};

/** A package: what is in it, and the forms that change it. */
export function PackagePage({ pack, products, draft, itemDraft, stale }: PackagePageProps) {
  const t = useWords();
  const mayWrite = useMayWrite();
  const { id, name, version, closedOn } = pack;
  return (
    <Page
      title={name}
      crumbs={crumbs(t)}
      lead={<Money ore={pack.priceOre} />}
      actions={
        mayWrite && (
          <Form action={`${here}/${id}/${closedOn ? "reopening" : "closure"}`}>
            <Hidden name="version" value={version} />
            <Submit variant="tertiary">{t(closedOn ? "reopen" : "close")}</Submit>
          </Form>
        )
      }
    >
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale_page")}</p>
        </Alert>
      )}
      <Split
        main={
          <>
            <Card title={t("content")}>
              <Items pack={pack} />
            </Card>
            {mayWrite && <ItemForm pack={pack} products={products} draft={itemDraft} />}
          </>
        }
        side={
          mayWrite && (
            <Card title={t("package")}>
              <PackageForm draft={draft} id={id} />
            </Card>
          )
        }
      />
    </Page>
  );
}

function Items({ pack: { id, items, version } }: { pack: Package }) {
  const t = useWords();
  const mayWrite = useMayWrite();
  const out = ({ productId }: Package["items"][number]) => (
    <Form action={`${here}/${id}/items/${productId}/removal`}>
      <Hidden name="version" value={version} />
      <Submit variant="tertiary" small>
        {t("take_out")}
      </Submit>
    </Form>
  );
  return (
    <DataTable
      rows={items}
      caption={t("content")}
      rowKey={({ productId }) => productId}
      empty={<p>{t("package_is_empty")}</p>}
      columns={[
        { key: "product", label: t("product"), cell: (i) => i.product },
        { key: "quantity", label: t("quantity"), align: "end", cell: (i) => i.quantity },
        { key: "unit", label: t("unitOre"), align: "end", cell: (i) => <Money ore={i.unitOre} /> },
        {
          key: "sum",
          label: t("sum"),
          align: "end",
          cell: (i) => <Money ore={i.quantity * i.unitOre} />,
        },
        ...(mayWrite ? [{ key: "out", label: t("take_out"), cell: out }] : []),
      ]}
    />
  );
}

type ItemFormProps = { pack: Package; products: readonly Place[]; draft: Draft<unknown> };

function ItemForm({ pack, products, draft }: ItemFormProps) {
  const t = useWords();
  const shared = { draft, rules: itemRules };
  const labels = { productId: t("product"), quantity: t("quantity"), unit: t("unit") };
  return (
    <Card title={t("put_item")}>
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={`${here}/${pack.id}/items`} draft={draft}>
        <Hidden name="version" value={pack.version} />
        <Field
          name="productId"
          label={t("product")}
          hint={t("put_item_hint")}
          options={places(products)}
          {...shared}
        />
        <Field name="quantity" label={t("quantity")} size="short" {...shared} />
        <Field name="unit" label={t("unit")} unit="kr" inputmode="decimal" {...shared} />
        <Actions>
          <Submit>{t("put_item")}</Submit>
        </Actions>
      </Form>
    </Card>
  );
}
