import { Badge } from "#web/ui/badge.tsx";
import { formatDay } from "#web/ui/date.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { useSource } from "#web/words.ts";
import type { LicenceClass, Step } from "#worker/modules/curriculum/mod.ts";
import { useClassWords, useWords } from "./words.ts";

/** The steps to a licence: what somebody is old enough for now, and from which day the rest. */
export function ClassSteps({ steps }: { steps: readonly Step[] }) {
  const t = useWords();
  const source = useSource();
  const { locale } = useView();
  return (
    <ul class="steps">
      {steps.map(({ name, from, open, source: law }) => (
        <li key={name} title={source(law)}>
          <Badge tone={open ? "success" : "neutral"} icon={open ? "check" : "clock"}>
            {t(`step_${name}`)}:{" "}
            {open ? t("open") : fill(t("from"), { on: formatDay(locale, from) })}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

/** The law in one table: ages, what must come first, and which tests there are. */
export function LawTable({ classes }: { classes: readonly LicenceClass[] }) {
  const t = useWords();
  const name = useClassWords();
  return (
    <DataTable
      caption={t("class")}
      rows={classes}
      rowKey={(row) => row.code}
      columns={[
        {
          key: "code",
          label: t("class"),
          cell: (row) => (
            <span>
              <strong>{row.code}</strong> {name(row.code)}{" "}
              {!row.verified && <Badge tone="warning">{t("unverified")}</Badge>}
            </span>
          ),
        },
        { key: "minAge", label: t("min_age"), align: "end", cell: (row) => row.minAge },
        {
          key: "practiceAge",
          label: t("practice_age"),
          align: "end",
          cell: (row) => row.practiceAge ?? "–",
        },
        { key: "needs", label: t("needs"), cell: (row) => row.needs.map(needText).join(", ") },
        { key: "tests", label: t("tests"), cell: testText },
      ]}
    />
  );

  function needText(need: LicenceClass["needs"][number]): string {
    if (need === "tgk" || need === "tgk_or_licence" || need === "health") return t(`need_${need}`);
    return fill(t("need_class"), { class: need });
  }

  function testText(row: LicenceClass): string {
    const tests = [row.theoryTest && t("theory_test"), row.practicalTest && t("practical_test")];
    return tests.filter(Boolean).join(", ") || t("course_only");
  }
}
