import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Page } from "#web/ui/page.tsx";
import { useWords } from "../words.ts";

/** What anybody sees who is not signed in. */
export function FrontPage() {
  const t = useWords();
  return (
    <Page title={t("front_title")} lead={t("front_lead")} narrow>
      <Actions>
        <LinkButton href="/sign-in" variant="primary">
          {t("front_sign_in")}
        </LinkButton>
      </Actions>
      <p class="hint">{t("front_invited")}</p>
    </Page>
  );
}
