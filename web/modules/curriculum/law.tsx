import { Badge } from "#web/ui/badge.tsx";
import { Card } from "#web/ui/card.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { Page } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { LicenceClass } from "#worker/modules/curriculum/mod.ts";
import { useLawWords } from "./law_words.ts";
import { useClassWords, useWords } from "./words.ts";

/** What holds for every class. */
type Shared = {
  course: { minAge: number; notNeededFrom: number } | undefined;
  dark: { first: string; last: string } | undefined;
  tests: { theoryYears: number; theoryWaitDays: number; practicalWaitDays: number } | undefined;
};

/** Every class of the law, each leading to its curriculum. */
export function CurriculaPage({
  classes,
  shared,
}: {
  classes: readonly LicenceClass[];
  shared: Shared;
}) {
  const t = useLawWords();
  const law = useWords();
  const nameOf = useClassWords();
  return (
    <Page title={t("title")} lead={t("lead")}>
      <DataTable
        caption={t("title")}
        rows={classes}
        rowKey={(row) => row.code}
        href={(row) => `/curriculum/${row.code}`}
        columns={[
          {
            key: "code",
            label: law("class"),
            cell: (row) => `${row.code} · ${nameOf(row.code)}`,
          },
          { key: "minAge", label: law("min_age"), align: "end", cell: (row) => row.minAge },
          {
            key: "practiceAge",
            label: law("practice_age"),
            align: "end",
            cell: (row) => row.practiceAge ?? "–",
          },
          { key: "state", label: t("state"), cell: (row) => <ClassState law={row} /> },
        ]}
      />
      <SharedRules shared={shared} />
    </Page>
  );
}

/** Whether a class may be taught, and whether anybody has checked its numbers. */
export function ClassState({ law }: { law: LicenceClass }) {
  const t = useLawWords();
  const words = useWords();
  if (!law.available) return <Badge tone="neutral">{t("off")}</Badge>;
  return (
    <>
      <Badge tone="success">{t("on")}</Badge>{" "}
      {!law.verified && <Badge tone="warning">{words("unverified")}</Badge>}
    </>
  );
}

function SharedRules({ shared: { course, dark, tests } }: { shared: Shared }) {
  const t = useLawWords();
  const { locale } = useView();
  // Months and days come as the law has them, without a year.
  const day = (monthDay: string) =>
    new Date(`2026-${monthDay}T12:00:00Z`).toLocaleDateString(locale === "nb" ? "nb-NO" : "en-GB", {
      day: "numeric",
      month: "long",
      timeZone: "UTC",
    });
  return (
    <Card title={t("shared")}>
      <Facts
        items={[
          {
            label: t("course_age"),
            value:
              course && fill(t("course_text"), { from: course.minAge, to: course.notNeededFrom }),
          },
          {
            label: t("dark"),
            value: dark && fill(t("dark_text"), { first: day(dark.first), last: day(dark.last) }),
          },
          {
            label: t("theory"),
            value:
              tests &&
              fill(t("theory_text"), { years: tests.theoryYears, days: tests.theoryWaitDays }),
          },
          {
            label: t("practical"),
            value: tests && fill(t("practical_text"), { days: tests.practicalWaitDays }),
          },
        ]}
      />
    </Card>
  );
}
