import { Card } from "#web/ui/card.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Money as Amount } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { fill } from "#web/ui/words.ts";
import type { MoneyList } from "#worker/modules/charges/input.ts";
import type { Money } from "#worker/modules/charges/money_queries.ts";
import { useWords } from "../words.ts";
import { MoneyLists } from "./lists.tsx";
import { PackagesCard } from "./packages.tsx";
import { Owed } from "./parts.tsx";

type OwnMoneyProps = {
  money: Money | undefined;
  /** Everybody whose money may be seen here, when there are several. */
  people: readonly { id: string; firstName: string; guarded: boolean }[];
  list: MoneyList;
};

/** What a student, or a guardian of a minor, sees of the money. */
export function OwnMoney({ money, people, list }: OwnMoneyProps) {
  const t = useWords();
  if (!money)
    return (
      <Page title={t("own_title")}>
        <EmptyState icon="person" title={t("own_none")} text={t("own_none_text")} />
      </Page>
    );
  const { light, student, packages, charges, entries } = money;
  const child = people.find(({ id, guarded }) => guarded && id === student.id);
  const query = people.length > 1 ? `student=${student.id}` : "";
  const tabs = people.map(({ id, firstName }) => ({
    href: `/me/money?student=${id}`,
    label: firstName,
  }));
  return (
    <Page
      title={child ? fill(t("own_title_child"), { name: child.firstName }) : t("own_title")}
      lead={t("own_lead")}
    >
      {people.length > 1 && <Tabs items={tabs} current={`/me/money?student=${student.id}`} />}
      <Card title={`${student.firstName} ${student.lastName}`}>
        <p class="stat-value">
          <Owed ore={light.owedOre} />
        </p>
        <Facts
          items={[
            { label: t("done"), value: <Amount ore={light.done.ore} /> },
            { label: t("paid"), value: <Amount ore={light.paidOre} /> },
            { label: t("receivable"), value: <Amount ore={light.receivableOre} /> },
            { label: t("prepaid_left"), value: <Amount ore={light.prepaidOre} /> },
            { label: t("planned"), value: <Amount ore={light.planned.ore} /> },
          ]}
        />
      </Card>
      {packages.length > 0 && <PackagesCard packages={packages} />}
      <MoneyLists here="/me/money" {...{ query, list, charges, entries }} />
    </Page>
  );
}
