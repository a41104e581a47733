import { LinkButton } from "#web/ui/button.tsx";
import { EmptyState, NothingFound } from "#web/ui/empty.tsx";
import { SearchBar } from "#web/ui/filters.tsx";
import { Page } from "#web/ui/page.tsx";
import { useHref } from "#web/ui/query.tsx";
import { DataTable } from "#web/ui/table.tsx";
import type { FoundStudent } from "#worker/modules/bookings/page_queries.ts";
import { useWords } from "../words.ts";

type ChooseProps = {
  q: string;
  found: readonly FoundStudent[];
  /** The lesson has been held already. */
  held: boolean;
};

/** The first step of a booking: whom it is for. What a link has brought along stays. */
export function ChooseStudent({ q, found, held }: ChooseProps) {
  const t = useWords();
  const href = useHref();
  return (
    <Page
      title={t(held ? "held_title" : "new_title")}
      lead={t("whom")}
      crumbs={[{ href: "/calendar", label: t("calendar") }]}
      actions={
        <LinkButton href={href({ none: "yes", q: undefined })}>{t("no_student")}</LinkButton>
      }
      narrow
    >
      <SearchBar q={q} label={t("search")} />
      {found.length === 0 ? (
        q === "" ? (
          <EmptyState icon="students" title={t("whom")} text={t("new_lead")} />
        ) : (
          <NothingFound q={q} title={t("none_found")} text={t("none_found_text")} />
        )
      ) : (
        <DataTable
          rows={found}
          caption={t("whom")}
          rowKey={(student) => student.id}
          href={(student) => href({ student: student.id, q: undefined })}
          columns={[
            {
              key: "name",
              label: t("studentId"),
              cell: (student) => `${student.firstName} ${student.lastName}`,
            },
            { key: "number", label: t("number"), align: "end", cell: (student) => student.number },
          ]}
        />
      )}
    </Page>
  );
}
