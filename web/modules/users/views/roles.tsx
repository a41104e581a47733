import { useGrant } from "#web/grant_words.ts";
import { useRole } from "#web/role_words.ts";
import { Icon } from "#web/ui/icon.tsx";
import { Page } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import type { Grant, Role } from "#worker/lib/grants.ts";
import { usePeopleWords } from "../words.ts";

type RolesProps = {
  rows: readonly { grant: Grant; roles: readonly Role[] }[];
  roles: readonly Role[];
};

/** Every right and the roles that have it, on one page. */
export function RolesPage({ rows, roles }: RolesProps) {
  const t = usePeopleWords();
  const grant = useGrant();
  const role = useRole();
  const shown = rows.filter((row) => row.roles.some((one) => roles.includes(one)));
  return (
    <Page
      title={t("roles_page")}
      lead={t("matrix_lead")}
      crumbs={[{ href: "/people", label: t("people") }]}
    >
      <DataTable
        caption={t("roles_page")}
        rows={shown}
        rowKey={(row) => row.grant}
        columns={[
          { key: "grant", label: t("grant"), cell: (row) => grant(row.grant) },
          ...roles.map((one) => ({
            key: one,
            label: role(one),
            cell: (row: RolesProps["rows"][number]) =>
              row.roles.includes(one) ? (
                <>
                  <Icon name="check" />
                  <span class="ds-sr-only">{t("yes")}</span>
                </>
              ) : (
                <span class="ds-sr-only">{t("no")}</span>
              ),
          })),
        ]}
      />
    </Page>
  );
}
