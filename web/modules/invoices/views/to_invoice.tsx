import { Badge } from "#web/ui/badge.tsx";
import { Day } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Money } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import type { StudentWithDue } from "#worker/modules/invoices/drafts/queries.ts";
import { useWords } from "../words.ts";

/** Who has got something that is not invoiced, the one who waits longest first. A draft is begun once. */
export function ToInvoice({ students }: { students: readonly StudentWithDue[] }) {
  const t = useWords();
  const columns: Column<StudentWithDue>[] = [
    {
      key: "name",
      label: t("student"),
      cell: (row) => (
        <>
          {row.name} {row.draftId && <Badge>{t("has_draft")}</Badge>}
        </>
      ),
    },
    { key: "since", label: t("since"), cell: (row) => <Day date={row.since} /> },
    { key: "lines", label: t("lines"), align: "end", cell: (row) => row.lines },
    { key: "open", label: t("amount"), align: "end", cell: (row) => <Money ore={row.openOre} /> },
  ];
  return (
    <Page
      title={t("to_invoice")}
      lead={t("to_invoice_lead")}
      crumbs={[{ href: "/invoices", label: t("title") }]}
    >
      <DataTable
        rows={students}
        columns={columns}
        caption={t("to_invoice")}
        rowKey={(row) => row.id}
        href={(row) =>
          row.draftId ? `/invoices/${row.draftId}` : `/invoices/new?student=${row.id}`
        }
        empty={<EmptyState icon="check" title={t("nobody_due")} text={t("nobody_due_text")} />}
      />
    </Page>
  );
}
