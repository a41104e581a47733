import type { ComponentChildren } from "preact";
import { formatDay } from "#web/ui/date.tsx";
import { Page } from "#web/ui/page.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import { useWords } from "../words.ts";

export type Words = ReturnType<typeof useWords>;
export type Key = Parameters<Words>[0];
export type Place = { id: string; name: string };

type FrameProps = {
  current: "" | "/surcharges" | "/packages";
  lead: string;
  actions?: ComponentChildren;
  children: ComponentChildren;
};

/** The parts of the price list. */
export function PricesFrame({ current, lead, actions, children }: FrameProps) {
  const t = useWords();
  return (
    <Page title={t("title")} lead={lead} actions={actions}>
      <Tabs
        items={[
          { href: "/prices", label: t("tab_products") },
          { href: "/prices/surcharges", label: t("tab_surcharges") },
          { href: "/prices/packages", label: t("tab_packages") },
        ]}
        current={`/prices${current}`}
      />
      {children}
    </Page>
  );
}

export function useMayWrite() {
  return useView().grants.includes("prices:write");
}

export const named = <P extends string, V extends string>(
  t: Words,
  prefix: P,
  values: readonly V[],
) => values.map((value) => ({ value, label: t(`${prefix}_${value}` as Key) }));

export const places = (branches: readonly Place[]) =>
  branches.map(({ id: value, name: label }) => ({ value, label }));

/** Whether something dated holds today, will, or did; `rows` are newest first. */
export function useState() {
  const t = useWords();
  const { today } = useView();
  return (validFrom: string, holds: boolean) =>
    t(validFrom > today ? "state_next" : holds ? "state_now" : "state_before");
}

export function useDay() {
  const { locale } = useView();
  return (on: string) => formatDay(locale, on);
}
