import type { ComponentChildren } from "preact";
import { Alert } from "#web/ui/alert.tsx";
import { Page } from "#web/ui/page.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import { useWords } from "../words.ts";

type FrameProps = {
  current: "/school" | "/school/branches" | "/school/classes" | "/school/settings";
  /** What this tab is for. */
  lead: string;
  actions?: ComponentChildren;
  children: ComponentChildren;
};

/** The page of the school, whichever of its tabs is open. */
export function SchoolFrame({ current, lead, actions, children }: FrameProps) {
  const t = useWords();
  const names = {
    "/school": t("tab_facts"),
    "/school/branches": t("branches_title"),
    "/school/classes": t("classes"),
    "/school/settings": t("settings_title"),
  };
  const items = [
    { href: "/school", label: t("tab_facts") },
    { href: "/school/branches", label: t("tab_branches") },
    { href: "/school/classes", label: t("tab_classes") },
    { href: "/school/settings", label: t("tab_settings") },
  ];
  return (
    <Page title={names[current]} lead={lead} actions={actions}>
      <Tabs items={items} current={current} />
      {children}
    </Page>
  );
}

/** Whether the reader may change the school. */
export const useMayWrite = () => useView().grants.includes("schools:write");

/** A button was pressed on a page that somebody else was quicker on: this is how it is now. */
export function Stale() {
  const t = useWords();
  return (
    <Alert tone="warning" title={t("stale")} live>
      <p>{t("stale_again")}</p>
    </Alert>
  );
}
