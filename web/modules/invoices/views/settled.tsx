import { Card } from "#web/ui/card.tsx";
import { Time } from "#web/ui/date.tsx";
import { Money } from "#web/ui/money.tsx";
import { useView } from "#web/ui/view.ts";
import type { Invoice, Settlement } from "#worker/modules/invoices/input.ts";
import { useWords } from "../words.ts";

/** What settled an invoice, oldest first, and the credit notes that took lines of it back. */
export function Settled({ invoice }: { invoice: Invoice }) {
  const t = useWords();
  const { settlements, creditNotes } = invoice;
  if (settlements.length === 0 && creditNotes.length === 0) return null;
  return (
    <Card title={t("settled_by")}>
      <ul class="inbox">
        {settlements.map((one) => (
          <li key={one.id}>
            <Source one={one} />
            <Money ore={one.amountOre} />
          </li>
        ))}
        {creditNotes.map(({ id, number, grossOre }) => (
          <li key={id}>
            <a class="ds-link" href={`/invoices/${id}`}>
              {t("credit_note")} {number}
            </a>
            <Money ore={-grossOre} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Source({ one }: { one: Settlement }) {
  const t = useWords();
  const { grants } = useView();
  const { source, paymentId, amountOre } = one;
  const name = amountOre < 0 ? t("payment_reversed") : t(`by_${source}`);
  return (
    <span>
      {paymentId && grants.includes("payments:read") ? (
        <a class="ds-link" href={`/payments/${paymentId}`}>
          {name}
        </a>
      ) : (
        name
      )}
      , <Time at={one.at} />
    </span>
  );
}
