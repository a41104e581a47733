import { Actions, LinkButton } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { useView } from "./view.ts";
import { useUiWords } from "./words.ts";

/** The list as a file, with the filters that are in the address now. */
export function ExportMenu({ action }: { action: string }) {
  const t = useUiWords();
  const { url } = useView();
  const query = new URLSearchParams(url.search);
  for (const name of ["after", "per", "cols"]) query.delete(name);
  const href = (format: string) => {
    query.set("format", format);
    return `${action}?${query}`;
  };
  return (
    <details class="popup">
      <summary class="ds-button" data-variant="secondary">
        <Icon name="download" />
        {t("export")}
      </summary>
      <div class="popup-body">
        <p class="hint">{t("export_hint")}</p>
        <Actions>
          <LinkButton href={href("csv")} icon="download">
            {t("export_csv")}
          </LinkButton>
          <LinkButton href={href("xlsx")} icon="download">
            {t("export_xlsx")}
          </LinkButton>
        </Actions>
      </div>
    </details>
  );
}
