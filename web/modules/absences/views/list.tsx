import { LinkButton } from "#web/ui/button.tsx";
import { Day } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { useHref } from "#web/ui/query.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import type { Hours } from "#worker/modules/absences/hours/input.ts";
import type { Absence, AbsenceQuery } from "#worker/modules/absences/input.ts";
import { useWords } from "../words.ts";
import { Edge } from "./edge.tsx";

type AbsencesProps = {
  absences: readonly Absence[];
  hours: readonly Hours[];
  query: AbsenceQuery;
};

/** Who is away, and who works at other times than usual. */
export function AbsencesPage({ absences, hours, query }: AbsencesProps) {
  const t = useWords();
  const href = useHref();
  const { grants } = useView();
  const mayWrite = grants.includes("absences:write");
  const ahead = href({ state: undefined });
  const over = href({ state: "over" });
  return (
    <Page
      title={t("title")}
      lead={mayWrite ? t("lead") : `${t("lead")} ${t("lead_reader")}`}
      actions={
        mayWrite ? (
          <>
            <LinkButton href="/absences/new" icon="plus" variant="primary">
              {t("add")}
            </LinkButton>
            <LinkButton href="/absences/hours/new">{t("hours_add")}</LinkButton>
          </>
        ) : (
          grants.includes("absences:own") && (
            <LinkButton href="/absences/own" variant="primary">
              {t("ill")}
            </LinkButton>
          )
        )
      }
    >
      <Tabs
        items={[
          { href: ahead, label: t("ahead") },
          { href: over, label: t("over") },
        ]}
        current={query.state === "over" ? over : ahead}
      />
      <DataTable
        rows={absences}
        caption={t("title")}
        rowKey={(one) => one.id}
        href={(one) => `/absences/${one.id}`}
        columns={[
          { key: "employee", label: t("employeeId"), cell: (one) => one.employee },
          ...(mayWrite
            ? [
                {
                  key: "kind",
                  label: t("kind"),
                  cell: (one: Absence) => (one.kind ? t(`kind_${one.kind}`) : "–"),
                },
              ]
            : []),
          { key: "startsAt", label: t("startsAt"), cell: (one) => <Edge at={one.startsAt} /> },
          { key: "endsAt", label: t("endsAt"), cell: (one) => <Edge at={one.endsAt} end /> },
        ]}
        empty={
          <EmptyState
            icon="calendar"
            title={t("none")}
            text={mayWrite ? t("none_text") : undefined}
          />
        }
      />
      <Section title={t("hours")}>
        <p>{t(hours.length === 0 ? "hours_none" : "hours_lead")}</p>
        {hours.length > 0 && <HoursTable hours={hours} mayWrite={mayWrite} />}
      </Section>
    </Page>
  );
}

function HoursTable({ hours, mayWrite }: { hours: readonly Hours[]; mayWrite: boolean }) {
  const t = useWords();
  const spans = (one: Hours) =>
    one.spans.map(({ starts, ends }) => `${starts}–${ends}`).join(", ") || t("free");
  return (
    <DataTable
      rows={hours}
      caption={t("hours")}
      rowKey={(one) => `${one.employeeId} ${one.onDate}`}
      columns={[
        { key: "onDate", label: t("onDate"), cell: (one) => <Day date={one.onDate} weekday /> },
        { key: "employee", label: t("employeeId"), cell: (one) => one.employee },
        { key: "spans", label: t("spans"), cell: spans },
        { key: "note", label: t("note"), cell: (one) => one.note ?? "–" },
        ...(mayWrite
          ? [
              {
                key: "remove",
                label: t("edit"),
                cell: ({ employeeId, onDate, version }: Hours) => (
                  <Confirm
                    summary={t("hours_remove")}
                    title={t("hours_remove_title")}
                    action="/absences/hours/removal"
                    values={{ employeeId, onDate, version }}
                    tone="accent"
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
