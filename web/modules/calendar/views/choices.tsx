import { LinkButton } from "#web/ui/button.tsx";
import { Icon } from "#web/ui/icon.tsx";
import { KeepQuery } from "#web/ui/query.tsx";
import { useView } from "#web/ui/view.ts";
import type { CalendarPage } from "#worker/modules/calendar/read.ts";
import { useWords } from "../words.ts";

/** Whether a calendar is the reader's own. */
export const isMine = ({ whose, own }: Pick<CalendarPage, "whose" | "own">) =>
  whose?.kind === "instructor" && whose.id === own;

/** Whose calendar: one's own, everybody's, or what is chosen. */
export function Choices({ own, whose, names, branches, query }: CalendarPage) {
  const t = useWords();
  const { url } = useView();
  const to = (instructor: string) => {
    const kept = [...url.searchParams].filter(([name]) => name === "view" || name === "date");
    return `/calendar?${new URLSearchParams([...kept, ["instructor", instructor]])}`;
  };
  const lists = [
    { name: "instructor", options: names.instructors, least: 1 },
    { name: "vehicle", options: names.vehicles, least: 1 },
    { name: "room", options: names.rooms, least: 1 },
    { name: "branch", options: branches, least: 2 },
  ] as const;
  const offered = lists.filter(({ options, least }) => options.length >= least);
  return (
    <div class="cal-choices">
      {own && !isMine({ whose, own }) && (
        <LinkButton href={to(own)} icon="person">
          {t("mine")}
        </LinkButton>
      )}
      {(whose || query.branch) && (
        <LinkButton href={to("all")} icon="employees">
          {t("all")}
        </LinkButton>
      )}
      <details class="popup">
        <summary class="ds-button" data-variant="secondary">
          <Icon name="filter" />
          {t("choose")}
        </summary>
        <form class="popup-body">
          <KeepQuery except={lists.map(({ name }) => name)} />
          {offered.map(({ name, options }) => (
            <label key={name} class="filter">
              <span>{t(name)}</span>
              <select class="ds-input" name={name}>
                <option value={name === "instructor" ? "all" : ""}>{t("any")}</option>
                {options.map((one) => (
                  <option key={one.id} value={one.id} selected={query[name] === one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
          ))}
          <button type="submit" class="ds-button">
            {t("go_submit")}
          </button>
        </form>
      </details>
    </div>
  );
}
