import { Fragment } from "preact";
import { type Fact, Facts } from "#web/ui/dl.tsx";
import { Money } from "#web/ui/money.tsx";
import type { Buyer, Invoice, Seller } from "#worker/modules/invoices/input.ts";
import { usePaperWords } from "../paper_words.ts";

/** What a document comes to, with each rate of VAT apart. */
export function Sums({ invoice }: { invoice: Invoice }) {
  const t = usePaperWords();
  const { vat, grossOre, prepaidOre, kind, state } = invoice;
  const left = grossOre - prepaidOre;
  const credit = kind === "credit_note";
  const items: (Fact | false)[] = [
    ...vat.flatMap(({ code, rate, netOre, vatOre }): Fact[] => {
      const net = { label: t(`net_${code}`), key: `n ${code} ${rate}` };
      const tax = { label: `${t("vat")} ${rate / 100} %`, key: `v ${code} ${rate}` };
      return [
        { ...net, value: <Money ore={netOre} /> },
        ...(rate > 0 ? [{ ...tax, value: <Money ore={vatOre} /> }] : []),
      ];
    }),
    { label: t("gross"), value: <Money ore={grossOre} /> },
    prepaidOre > 0 && { label: t("prepaid"), value: <Money ore={prepaidOre} /> },
    !credit && {
      label: t("to_pay"),
      value: (
        <strong>
          <Money ore={left} />
        </strong>
      ),
    },
    !credit &&
      state !== "draft" &&
      left !== invoice.openOre && {
        label: t("left"),
        value: <Money ore={invoice.openOre} />,
      },
  ];
  return <Facts items={items.filter((item) => item !== false)} />;
}

type PartyProps = {
  party: Pick<Buyer | Seller, "name" | "orgnr" | "address" | "postalCode" | "town">;
};

/** A name and an address, as on a letter. */
export function Party({ party: { name, orgnr, address, postalCode, town } }: PartyProps) {
  const t = usePaperWords();
  const place = [postalCode, town].filter(Boolean).join(" ");
  return <Lines of={[name, address, place, orgnr && `${t("orgnr")} ${orgnr}`]} />;
}

/** Short lines beneath each other, as on a letter; what is empty takes no line. */
export function Lines({ of }: { of: readonly (string | null | false)[] }) {
  const lines = of.filter((line) => line);
  return (
    <p>
      {lines.map((line, n) => (
        <Fragment key={line}>
          {n > 0 && <br />}
          {line}
        </Fragment>
      ))}
    </p>
  );
}
