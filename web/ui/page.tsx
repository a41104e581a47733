import type { ComponentChildren } from "preact";
import { Crumbs } from "./crumbs.tsx";
import { useView } from "./view.ts";

type PageProps = {
  /** The heading, and the title of the browser's tab. */
  title: string;
  lead?: ComponentChildren;
  crumbs?: readonly { href: string; label: string }[];
  /** Buttons and links that belong to the whole page. */
  actions?: ComponentChildren;
  /** One column of reading width: forms and texts. */
  narrow?: boolean | undefined;
  children: ComponentChildren;
};

/** What every view returns: the main landmark, the way back, the heading and what can be done. */
export function Page({ title, lead, crumbs, actions, narrow, children }: PageProps) {
  useView().head.title = title;
  return (
    <main id="main" tabIndex={-1} class={narrow ? "page page-narrow" : "page"}>
      {crumbs && crumbs.length > 0 && <Crumbs items={crumbs} />}
      <header class="page-head">
        <div>
          <h1 class="ds-heading">{title}</h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </main>
  );
}

type SectionProps = {
  title: string;
  id?: string | undefined;
  actions?: ComponentChildren;
  children: ComponentChildren;
};

/** A part of a page with a heading of its own. */
export function Section({ title, id, actions, children }: SectionProps) {
  return (
    <section class="section" {...(id ? { id } : {})}>
      <header class="section-head">
        <h2 class="ds-heading">{title}</h2>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
