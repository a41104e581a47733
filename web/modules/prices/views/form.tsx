import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { typed } from "#web/ui/draft.ts";
import { constraints, ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { classCodes } from "#worker/lib/fields.ts";
import type { Draft } from "#worker/lib/input.ts";
import { ProductInput, productKinds, vatCodes } from "#worker/modules/prices/input.ts";
import { useWords } from "../words.ts";
import { named } from "./frame.tsx";

const rules = constraints(ProductInput);

/** The one form of a product: new, changed, refused or merged. */
export function ProductForm({ draft, id }: { draft: Draft<unknown>; id?: string }) {
  const t = useWords();
  const here = id ? `/prices/${id}` : "/prices";
  const shared = { draft, rules };
  const fields = Object.keys(ProductInput.shape) as (keyof ProductInput)[];
  return (
    <Page
      title={t(id ? "edit_product" : "add_product")}
      crumbs={[{ href: "/prices", label: t("title") }]}
      narrow
    >
      <ErrorSummary draft={draft} labels={Object.fromEntries(fields.map((f) => [f, t(f)]))} />
      <Form action={here} draft={draft} once={!id}>
        <Hidden name="version" value={id ? typed(draft, "version") : undefined} />
        <Field name="name" label={t("name")} {...shared} />
        <Field name="kind" label={t("kind")} options={named(t, "kind", productKinds)} {...shared} />
        <Field
          name="classCode"
          label={t("classCode")}
          options={classCodes.map((value) => ({ value, label: value }))}
          {...shared}
        />
        <Field name="step" label={t("step")} hint={t("step_hint")} {...shared} />
        <Field
          name="unitMinutes"
          label={t("unitMinutes")}
          hint={t("unitMinutes_hint")}
          unit="min"
          size="short"
          {...shared}
        />
        <Field
          name="vatCode"
          label={t("vatCode")}
          hint={t("vatCode_hint")}
          options={named(t, "vat", vatCodes)}
          {...shared}
        />
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
