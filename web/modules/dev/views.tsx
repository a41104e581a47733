import { LinkButton } from "#web/ui/button.tsx";
import { Page } from "#web/ui/page.tsx";
import { GalleryForm } from "./gallery_form.tsx";
import { GalleryList } from "./gallery_list.tsx";
import { GalleryParts } from "./gallery_parts.tsx";
import { useWords } from "./words.ts";

/** Every component of the kit in all its states: looked at, tested by axe, and copied from. */
export function Gallery() {
  const t = useWords();
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      crumbs={[
        { href: "/", label: t("front") },
        { href: "/dev", label: t("kit") },
      ]}
      actions={
        <>
          <LinkButton href="/dev/kit?export" icon="download">
            {t("export")}
          </LinkButton>
          <LinkButton href="/dev/kit?new" variant="primary" icon="plus">
            {t("new")}
          </LinkButton>
        </>
      }
    >
      <GalleryList />
      <GalleryForm />
      <GalleryParts />
    </Page>
  );
}
