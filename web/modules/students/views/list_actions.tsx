import { LinkButton, Submit } from "#web/ui/button.tsx";
import { ExportMenu } from "#web/ui/export_menu.tsx";
import { useView } from "#web/ui/view.ts";
import { statuses } from "#worker/modules/students/input.ts";
import { useBulkWords } from "../bulk_words.ts";
import { useWords } from "../words.ts";

export type Named = { id: string; name: string };

/** What can be done from the list as a whole. */
export function ListActions() {
  const t = useWords();
  const { grants } = useView();
  return (
    <>
      {grants.includes("students:write") && (
        <LinkButton href="/students/new" icon="plus" variant="primary">
          {t("add")}
        </LinkButton>
      )}
      {grants.includes("students:national_id") && (
        <LinkButton href="/students/find" icon="search">
          {t("find_id")}
        </LinkButton>
      )}
      {grants.includes("students:export") && <ExportMenu action="/students/export" />}
    </>
  );
}

/** What to do with the rows that are ticked: shown first, not done. */
export function BulkBar({ instructors }: { instructors: readonly Named[] }) {
  const t = useWords();
  const b = useBulkWords();
  return (
    <div class="bulkbar">
      <div class="filterbar">
        <label class="filter">
          <span>
            {b("title_selected")} <span data-picked aria-live="polite" />
          </span>
          <select class="ds-input" name="change">
            <option value="">{b("what")}</option>
            <optgroup label={b("status")}>
              {statuses.map((status) => (
                <option key={status} value={`status:${status}`}>
                  {t(`status_${status}`)}
                </option>
              ))}
            </optgroup>
            <optgroup label={b("instructor")}>
              {instructors.map(({ id, name }) => (
                <option key={id} value={`instructorId:${id}`}>
                  {name}
                </option>
              ))}
              <option value="instructorId:">{t("no_instructor")}</option>
            </optgroup>
          </select>
        </label>
        <Submit variant="secondary">{b("preview")}</Submit>
        <LinkButton href="/students/changes" variant="tertiary">
          {b("changes")}
        </LinkButton>
      </div>
    </div>
  );
}
