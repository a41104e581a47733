import { StudentTabs } from "#web/modules/students/views/student.tsx";
import { useWords as useStudentWords } from "#web/modules/students/words.ts";
import { Alert } from "#web/ui/alert.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import type { MoneyList } from "#worker/modules/charges/input.ts";
import type { Money, Whose } from "#worker/modules/charges/money_queries.ts";
import { useWords } from "../words.ts";
import { MoneyLists } from "./lists.tsx";
import { PackagesCard } from "./packages.tsx";
import { LightCard, Owed } from "./parts.tsx";

export const nameOf = ({ firstName, lastName }: Whose) => `${firstName} ${lastName}`;
export const moneyOf = ({ id }: { id: string }) => `/students/${id}/money`;

/** The way back from a page about a student's money. */
export function useCrumbs() {
  const students = useStudentWords();
  const t = useWords();
  return (student: Whose, { deep = false } = {}) => [
    { href: "/students", label: students("title") },
    { href: `/students/${student.id}`, label: nameOf(student) },
    ...(deep ? [{ href: moneyOf(student), label: t("money") }] : []),
  ];
}

type MoneyPageProps = {
  money: Money;
  list: MoneyList;
  stale?: boolean;
  ending?: { id: string; draft: Draft<unknown> } | undefined;
};

/** A student's money: whether it all agrees, what is left of packages, and every line of it. */
export function MoneyPage({ money, list, stale, ending }: MoneyPageProps) {
  const t = useWords();
  const crumbs = useCrumbs();
  const { grants } = useView();
  const { student, light, packages, charges, entries } = money;
  const here = moneyOf(student);
  return (
    <Page
      title={fill(t("title_of"), { name: nameOf(student) })}
      lead={<Owed ore={light.owedOre} />}
      crumbs={crumbs(student)}
      actions={
        grants.includes("charges:write") && (
          <LinkButton href={`${here}/charges/new`} icon="plus" variant="primary">
            {t("charge")}
          </LinkButton>
        )
      }
    >
      <StudentTabs id={student.id} current="money_tab" />
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale")}</p>
        </Alert>
      )}
      <LightCard light={light} />
      <PackagesCard packages={packages} here={here} ending={ending} />
      <MoneyLists
        {...{ here, list, charges, entries }}
        chargeHref={(id) => `${here}/charges/${id}`}
      />
    </Page>
  );
}
