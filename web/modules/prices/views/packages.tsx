import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { typed } from "#web/ui/draft.ts";
import { EmptyState } from "#web/ui/empty.tsx";
import { constraints, ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Money } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { type Package, PackageInput } from "#worker/modules/prices/input.ts";
import { useWords } from "../words.ts";
import { PricesFrame, useDay, useMayWrite } from "./frame.tsx";

const rules = constraints(PackageInput);
export const here = "/prices/packages";

/** The packages on offer. */
export function PackagesPage({ packages }: { packages: readonly Package[] }) {
  const t = useWords();
  const day = useDay();
  const add = useMayWrite() && (
    <LinkButton href={`${here}/new`} icon="plus" variant="primary">
      {t("add_package")}
    </LinkButton>
  );
  const content = (p: Package) =>
    p.items.map(({ quantity, product }) => `${quantity} × ${product}`).join(", ");
  return (
    <PricesFrame current="/packages" lead={t("packages_lead")} actions={add}>
      <DataTable
        rows={packages}
        caption={t("tab_packages")}
        rowKey={({ id }) => id}
        href={({ id }) => `${here}/${id}`}
        empty={<EmptyState title={t("packages_empty")} text={t("packages_empty_text")} />}
        columns={[
          { key: "name", label: t("name"), cell: (p) => p.name },
          { key: "content", label: t("content"), cell: (p) => content(p) || "–" },
          {
            key: "months",
            label: t("validMonths"),
            cell: (p) => fill(t("months"), { n: p.validMonths }),
          },
          {
            key: "price",
            label: t("package_price"),
            align: "end",
            cell: (p) => <Money ore={p.priceOre} />,
          },
          {
            key: "state",
            label: t("open"),
            cell: (p) => (p.closedOn ? fill(t("closed_on"), { on: day(p.closedOn) }) : t("open")),
            hideOnPhone: true,
          },
        ]}
      />
    </PricesFrame>
  );
}

export const crumbs = (t: ReturnType<typeof useWords>) => [
  { href: "/prices", label: t("title") },
  { href: here, label: t("tab_packages") },
];

/** A new package; what is in it is said on its own page. */
export function NewPackagePage({ draft }: { draft: Draft<unknown> }) {
  const t = useWords();
  return (
    <Page title={t("add_package")} crumbs={crumbs(t)} narrow>
      <PackageForm draft={draft} />
    </Page>
  );
}

/** The name of a package and how long it lasts. */
export function PackageForm({ draft, id }: { draft: Draft<unknown>; id?: string }) {
  const t = useWords();
  const shared = { draft, rules };
  const labels = { name: t("name"), validMonths: t("validMonths") };
  return (
    <>
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={id ? `${here}/${id}` : here} draft={draft} once={!id}>
        <Hidden name="version" value={id ? typed(draft, "version") : undefined} />
        <Field name="name" label={t("name")} {...shared} />
        <Field
          name="validMonths"
          label={t("validMonths")}
          unit={t("months_unit")}
          size="short"
          {...shared}
        />
        <Actions>
          <Submit>{t("save")}</Submit>
        </Actions>
      </Form>
    </>
  );
}
