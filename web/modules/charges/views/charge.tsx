import { Alert } from "#web/ui/alert.tsx";
import { Actions, Submit } from "#web/ui/button.tsx";
import { Card, Split } from "#web/ui/card.tsx";
import { Day } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { constraints, ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Money } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { Reasons, written } from "#web/ui/reasons.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { useProblem } from "#web/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { type Charge, WaiverForm } from "#worker/modules/charges/input.ts";
import type { Explained } from "#worker/modules/charges/money_queries.ts";
import { useWords } from "../words.ts";
import { moneyOf, useCrumbs } from "./money.tsx";
import { StatusBadge, useKroner } from "./parts.tsx";

const rules = constraints(WaiverForm);

type ChargePageProps = { explained: Explained; draft: Draft<unknown>; stale?: boolean };

/** One amount: what it is for, how it came about, what the books say, and what can be done. */
export function ChargePage({ explained, draft, stale }: ChargePageProps) {
  const t = useWords();
  const crumbs = useCrumbs();
  const { student, charge, entries } = explained;
  return (
    <Page
      title={charge.text}
      lead={
        <>
          <Money ore={charge.grossOre} /> <StatusBadge charge={charge} />
        </>
      }
      crumbs={crumbs(student, { deep: true })}
    >
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale")}</p>
        </Alert>
      )}
      <Split
        main={
          <>
            <How charge={charge} />
            <Card title={t("books")}>
              {entries.length === 0 ? <p>{t("not_in_books")}</p> : <Books entries={entries} />}
            </Card>
          </>
        }
        side={
          <>
            <About charge={charge} />
            <Deeds explained={explained} draft={draft} />
          </>
        }
      />
    </Page>
  );
}

/** The amount step by step, each in words with its kroner. */
function How({ charge }: { charge: Charge }) {
  const t = useWords();
  const problem = useProblem();
  const kroner = useKroner();
  const { locale } = useView();
  const rows = [
    ...charge.parts.map(({ code, ore, params }) => ({
      text: fill(problem(code), written(locale, kroner(params))),
      ore,
    })),
    { text: t("sum"), ore: charge.grossOre },
    ...(charge.vatOre > 0 ? [{ text: t("vat"), ore: charge.vatOre }] : []),
    ...(charge.prepaidOre > 0 ? [{ text: t("paid_in_advance"), ore: charge.prepaidOre }] : []),
  ];
  return (
    <Card title={t("how")}>
      <DataTable
        rows={rows}
        caption={t("how")}
        rowKey={({ text }) => text}
        columns={[
          { key: "what", label: t("what"), cell: (row) => row.text },
          { key: "ore", label: t("amount"), align: "end", cell: (row) => <Money ore={row.ore} /> },
        ]}
      />
    </Card>
  );
}

function Books({ entries }: Pick<Explained, "entries">) {
  const t = useWords();
  return (
    <DataTable
      rows={entries}
      caption={t("books")}
      rowKey={({ id }) => id}
      columns={[
        { key: "n", label: t("voucher"), cell: (row) => row.n },
        { key: "day", label: t("day"), cell: (row) => <Day date={row.onDate} /> },
        {
          key: "kind",
          label: t("what"),
          cell: ({ kind, reversesId }) =>
            reversesId
              ? fill(t("reversed"), { kind: t(`kind_${kind}`).toLowerCase() })
              : t(`kind_${kind}`),
        },
        { key: "ore", label: t("amount"), align: "end", cell: (r) => <Money ore={r.amountOre} /> },
      ]}
    />
  );
}

function About({ charge }: { charge: Charge }) {
  const t = useWords();
  const { grants } = useView();
  const { bookingId, onDate, dueOn, vatCode, reason } = charge;
  const see = bookingId !== null && grants.includes("bookings:read");
  return (
    <Card title={t("facts")}>
      <Facts
        items={[
          {
            label: t("day"),
            value: see ? (
              <a class="ds-link" href={`/bookings/${bookingId}`}>
                <Day date={onDate} />
              </a>
            ) : (
              <Day date={onDate} />
            ),
          },
          { label: t("due_on"), value: dueOn && <Day date={dueOn} /> },
          { label: t("vatCode"), value: t(`vat_${vatCode}`) },
          ...(reason ? [{ label: t("reason"), value: reason }] : []),
        ]}
      />
    </Card>
  );
}

/** What can be done about it; what cannot says why. */
function Deeds({ explained, draft }: Omit<ChargePageProps, "stale">) {
  const t = useWords();
  const { grants } = useView();
  const { student, charge, notWaive, maySettle, mayReprice } = explained;
  const here = `${moneyOf(student)}/charges/${charge.id}`;
  const seen = <Hidden name="version" value={charge.version} />;
  const button = (path: string, label: string) => (
    <Form action={`${here}/${path}`}>
      {seen}
      <Submit variant="secondary">{label}</Submit>
    </Form>
  );
  return (
    <>
      {grants.includes("charges:write") && maySettle && button("settlement", t("settle"))}
      {grants.includes("charges:write") && mayReprice && button("price", t("reprice"))}
      {grants.includes("charges:waive") && (
        <Card title={t("waive")} tinted>
          <Reasons reasons={notWaive} />
          {notWaive.length === 0 && (
            <>
              <ErrorSummary draft={draft} labels={{ reason: t("reason") }} />
              <Form action={`${here}/waiver`} draft={draft}>
                {seen}
                <Field
                  name="reason"
                  label={t("reason")}
                  hint={t("waive_hint")}
                  type="textarea"
                  rows={3}
                  {...{ draft, rules }}
                />
                <Actions>
                  <Submit variant="secondary">{t("waive")}</Submit>
                </Actions>
              </Form>
            </>
          )}
        </Card>
      )}
    </>
  );
}
