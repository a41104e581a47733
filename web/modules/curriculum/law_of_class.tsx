import { Alert } from "#web/ui/alert.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatDay } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText, useSource } from "#web/words.ts";
import { classCodes } from "#worker/lib/fields.ts";
import type { Curriculum, LicenceClass, Requirement } from "#worker/modules/curriculum/mod.ts";
import { ClassState } from "./law.tsx";
import { useLawWords } from "./law_words.ts";
import { useClassWords, useWords } from "./words.ts";

type CurriculumPageProps = {
  law: LicenceClass;
  curriculum: Curriculum;
  /** The days from which each of them held, newest first. */
  versions: readonly string[];
  /** It is the one for whoever starts today. */
  holds: boolean;
};

/** A class: what the law asks, step by step, in the version that is looked at. */
export function CurriculumPage({ law, curriculum, versions, holds }: CurriculumPageProps) {
  const t = useLawWords();
  const nameOf = useClassWords();
  const { locale } = useView();
  const { code } = law;
  const href = (version: string) => `/curriculum/${code}?version=${version}`;
  return (
    <Page
      title={`${code} · ${nameOf(code)}`}
      lead={<ClassState law={law} />}
      crumbs={[{ href: "/curriculum", label: t("title") }]}
    >
      {!law.available && (
        <Alert tone="warning">
          <p>{t("off_text")}</p>
        </Alert>
      )}
      {law.available && !curriculum.verified && (
        <Alert tone="warning">
          <p>{t("unverified_text")}</p>
        </Alert>
      )}
      <ClassFacts law={law} />
      <Section title={t("steps")}>
        <Tabs
          items={versions.map((version) => ({
            href: href(version),
            label: fill(t("version"), { on: formatDay(locale, version) }),
          }))}
          current={href(curriculum.validFrom)}
        />
        <p>
          <Badge tone={holds ? "success" : "neutral"}>{t(holds ? "holds" : "past")}</Badge>
        </p>
        <Steps curriculum={curriculum} />
      </Section>
    </Page>
  );
}

function ClassFacts({ law }: { law: LicenceClass }) {
  const t = useLawWords();
  const words = useWords();
  const source = useSource();
  const { minAge, practiceAge, sooner, theoryMonthsBefore, needs } = law;
  const needed = needs.map((need) =>
    need === "tgk" || need === "tgk_or_licence" || need === "health"
      ? words(`need_${need}`)
      : fill(words("need_class"), { class: need }),
  );
  const months = theoryMonthsBefore
    ? fill(t("theory_months"), { n: theoryMonthsBefore })
    : t("at_age");
  return (
    <Card title={t("facts")}>
      <Facts
        items={[
          { label: words("min_age"), value: minAge },
          { label: words("practice_age"), value: practiceAge },
          ...(sooner ? [{ label: t("sooner"), value: fill(t("sooner_text"), sooner) }] : []),
          { label: words("needs"), value: needed.join(", ") },
          ...(law.theoryTest ? [{ label: t("theory_from"), value: months }] : []),
          { label: t("source"), value: source(law.source) },
        ]}
      />
    </Card>
  );
}

function Steps({ curriculum }: { curriculum: Curriculum }) {
  const t = useLawWords();
  const words = useWords();
  const source = useSource();
  const { locale } = useView();
  const rulesOf = useRules();
  return (
    <DataTable
      caption={`${t("steps")} ${curriculum.classCode}`}
      rows={curriculum.steps.toSorted((a, b) => a.stage - b.stage)}
      rowKey={(row) => row.step}
      columns={[
        {
          key: "step",
          label: t("step"),
          cell: (row) => (
            <>
              <strong>{nameText(locale, row.step)}</strong>{" "}
              {row.route === "upgrade" && <Badge>{t("upgrade")}</Badge>}{" "}
              {!row.verified && <Badge tone="warning">{words("unverified")}</Badge>}
            </>
          ),
        },
        {
          key: "stage",
          label: t("stage"),
          cell: ({ stage }) => (stage === 5 ? t("tests") : fill(t("stage_n"), { n: stage })),
        },
        { key: "hours", label: t("hours"), cell: (row) => <Hours row={row} /> },
        { key: "rules", label: t("rules"), cell: (row) => rulesOf(row).join("; ") || "–" },
        { key: "source", label: t("source"), cell: (row) => source(row.source) },
      ]}
    />
  );
}

const LESSON = 45;

function Hours({ row: { stage, minutes } }: { row: Requirement }) {
  const t = useLawWords();
  if (stage === 5) return <>–</>;
  if (minutes === null) return <>{t("unknown")}</>;
  if (minutes === 0) return <>{t("at_will")}</>;
  const whole = minutes % LESSON === 0;
  return <>{fill(t(whole ? "hours_n" : "minutes_n"), { n: whole ? minutes / LESSON : minutes })}</>;
}

/** Everything else that holds for a step, in short words. */
function useRules() {
  const t = useLawWords();
  const { locale } = useView();
  return (step: Requirement): string[] => {
    const { driving, sessions, whole, dark, minAge, before, waitDays, exempt, group } = step;
    const first = before.map((one) => nameText(locale, one.step)).join(", ");
    const others = exempt.holding.length;
    return [
      driving > 0 && fill(t("driving"), { n: driving }),
      sessions > 1 && fill(t("sessions"), { n: sessions }),
      whole && t("whole"),
      dark && t("in_dark"),
      minAge !== null && fill(t("own_age"), { n: minAge }),
      first && fill(t("before"), { steps: first }),
      waitDays > 0 && fill(t("wait"), { n: waitDays }),
      group &&
        fill(t(group.extra > 0 ? "group_extra" : "group"), { n: group.max, more: group.extra }),
      exempt.age !== null && fill(t("exempt_age"), { n: exempt.age }),
      others === classCodes.length && t("exempt_trained"),
      others > 0 &&
        others < classCodes.length &&
        fill(t("exempt_holding"), { classes: exempt.holding.join(", ") }),
    ].filter((rule): rule is string => typeof rule === "string" && rule !== "");
  };
}
