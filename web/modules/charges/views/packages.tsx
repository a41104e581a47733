import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { Day, formatDay } from "#web/ui/date.tsx";
import { constraints, ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Money } from "#web/ui/money.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { type OwnedPackage, WaiverForm } from "#worker/modules/charges/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(WaiverForm);

type PackagesProps = {
  packages: readonly OwnedPackage[];
  /** The student's money page, for those who sell and end packages. */
  here?: string | undefined;
  /** The form that ends one of them, as it was refused. */
  ending?: { id: string; draft: Draft<unknown> } | undefined;
};

/** What a student has bought in packages, and how much of it is left. */
export function PackagesCard({ packages, here, ending }: PackagesProps) {
  const t = useWords();
  const mayWrite = useView().grants.includes("charges:write") && here !== undefined;
  const sell = mayWrite && (
    <LinkButton href={`${here}/packages/new`} small icon="plus">
      {t("sell")}
    </LinkButton>
  );
  return (
    <Card title={t("packages")} actions={sell}>
      {packages.length === 0 && <p>{t("no_packages")}</p>}
      {packages.map((pack) => (
        <Owned key={pack.id} pack={pack}>
          {mayWrite && pack.endedOn === null && (
            <End
              at={`${here}/packages/${pack.id}/ending`}
              version={pack.version}
              draft={ending?.id === pack.id ? ending.draft : undefined}
            />
          )}
        </Owned>
      ))}
    </Card>
  );
}

function Owned({ pack, children }: { pack: OwnedPackage; children: preact.ComponentChildren }) {
  const t = useWords();
  const { locale } = useView();
  const { name, priceOre, soldOn, expiresOn, endedOn, items } = pack;
  const until = endedOn
    ? fill(t("ended_on"), { on: formatDay(locale, endedOn) })
    : fill(t("valid_to"), { on: formatDay(locale, expiresOn) });
  return (
    <section class="stack">
      <h3 class="ds-heading">
        {name} · <Money ore={priceOre} />
      </h3>
      <ul>
        {items.map(({ productId, product, quantity, used }) => (
          <li key={productId}>
            {product}: {fill(t("left_of"), { left: quantity - used, n: quantity })}
          </li>
        ))}
      </ul>
      <p class="hint">
        {fill(t("sold_on"), { on: "" }).trim()} <Day date={soldOn} />. {until}.
      </p>
      {children}
    </section>
  );
}

const empty = { values: {}, errors: {} };

function End({
  at,
  version,
  draft,
}: {
  at: string;
  version: number;
  draft?: Draft<unknown> | undefined;
}) {
  const t = useWords();
  const shown = (draft ?? empty) as Draft<unknown>;
  return (
    <details class="ds-details" open={draft !== undefined}>
      <summary>{t("end_package")}</summary>
      <ErrorSummary draft={shown} labels={{ reason: t("reason") }} />
      <Form action={at} draft={shown}>
        <Hidden name="version" value={version} />
        <Field
          name="reason"
          label={t("reason")}
          hint={t("end_hint")}
          type="textarea"
          rows={2}
          draft={shown}
          rules={rules}
        />
        <Actions>
          <Submit variant="secondary">{t("end_package")}</Submit>
        </Actions>
      </Form>
    </details>
  );
}
