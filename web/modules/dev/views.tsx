import { Page } from "#web/ui/page.tsx";

/** Every component of the kit in all its states. */
export function Gallery() {
  return (
    <Page title="Kit">
      <p>...</p>
    </Page>
  );
}
