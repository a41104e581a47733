import type { Option } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { KeepQuery, useHref } from "./query.tsx";
import { useView } from "./view.ts";
import { useUiWords } from "./words.ts";

type SearchBarProps = {
  /** What is searched for now; read off the address when left out. */
  q?: string | undefined;
  /** What can be searched, for example "Search students". */
  label: string;
  /** Another path than this page's. */
  action?: string | undefined;
};

/** The search of a list: a GET form that keeps the filters and the sort. */
export function SearchBar({ q, label, action }: SearchBarProps) {
  const t = useUiWords();
  const { url } = useView();
  const value = q ?? url.searchParams.get("q") ?? "";
  return (
    <search class="searchbar">
      <form {...(action ? { action } : {})}>
        {!action && <KeepQuery except={["q"]} />}
        <input
          class="ds-input"
          type="search"
          name="q"
          value={value}
          maxLength={200}
          aria-label={label}
          placeholder={label}
          autocomplete="off"
        />
        <button type="submit" class="ds-button" data-variant="secondary">
          <Icon name="search" />
          <span>{t("search")}</span>
        </button>
      </form>
    </search>
  );
}

/** One select of a filter bar; `name` is the name in the query. */
export type Filter = { name: string; label: string; options: readonly Option[] };

/** Classes to filter by; the one that is asked for stays among them, so that it can be taken away. */
export function classOptions(classes: readonly string[], asked: string | undefined): Option[] {
  const all = asked && !classes.includes(asked) ? [...classes, asked] : classes;
  return all.map((value) => ({ value, label: value }));
}

type Named = { id: string; name: string };

/** A filter by branch, where there is a choice; one that is asked for can always be taken away. */
export function branchFilter(label: string, branches: readonly Named[], asked: string | undefined) {
  if (branches.length < 2 && !asked) return [];
  const options = branches.map(({ id, name }): Option => ({ value: id, label: name }));
  return [{ name: "branch", label, options }];
}

/** Filters of a list, what is in use, and how to take each away again. */
export function FilterBar({ filters }: { filters: readonly Filter[] }) {
  const t = useUiWords();
  const { url } = useView();
  const active = filters.filter(({ name, options }) =>
    options.some((o) => isOn(url, name, o.value)),
  );
  return (
    <div class="filters">
      {/* On a phone the list comes first, and the filters one press away. */}
      <details class="filterbox">
        <summary class="ds-button" data-variant="secondary">
          <Icon name="filter" />
          {t("filters")}
          {active.length > 0 && <span class="count">{active.length}</span>}
        </summary>
        <form class="filterbar">
          <KeepQuery except={filters.map((f) => f.name)} />
          {filters.map(({ name, label, options }) => (
            <label key={name} class="filter">
              <span>{label}</span>
              <select class="ds-input" name={name}>
                <option value="">{t("filter_any")}</option>
                {options.map((o) => (
                  <option key={o.value} value={o.value} selected={isOn(url, name, o.value)}>
                    {o.label}
                  </option>
                ))}
              </select>
            </label>
          ))}
          <button type="submit" class="ds-button" data-variant="secondary">
            <Icon name="filter" />
            {t("filter")}
          </button>
        </form>
      </details>
      <Chips filters={filters} />
    </div>
  );
}

function Chips({ filters }: { filters: readonly Filter[] }) {
  const t = useUiWords();
  const href = useHref();
  const { url } = useView();
  const active = filters.flatMap(({ name, label, options }) =>
    options
      .filter((o) => isOn(url, name, o.value))
      .map((o) => ({ name, text: `${label}: ${o.label}` })),
  );
  if (active.length === 0) return null;
  const none = Object.fromEntries(filters.map((f) => [f.name, undefined]));
  return (
    <ul class="chips" aria-label={t("filters_active")}>
      {active.map(({ name, text }) => (
        <li key={text}>
          <a class="chip" href={href({ [name]: undefined, after: undefined })}>
            <span class="ds-sr-only">{t("filter_remove")} </span>
            {text}
            <Icon name="close" />
          </a>
        </li>
      ))}
      {active.length > 1 && (
        <li>
          <a class="ds-link" href={href({ ...none, after: undefined })}>
            {t("filter_clear")}
          </a>
        </li>
      )}
    </ul>
  );
}

const isOn = (url: URL, name: string, value: string) =>
  url.searchParams.getAll(name).includes(value);

type ColumnChoiceProps = { columns: readonly Option[]; shown: readonly string[] };

/** Which columns a list shows: checkboxes named `cols` behind a small button. */
export function ColumnChoice({ columns, shown }: ColumnChoiceProps) {
  const t = useUiWords();
  return (
    <details class="popup">
      <summary class="ds-button" data-variant="tertiary">
        <Icon name="columns" />
        {t("columns")}
      </summary>
      <form class="popup-body">
        <KeepQuery except={["cols"]} />
        {columns.map(({ value, label }) => (
          <label key={value} class="option">
            <input
              class="ds-input"
              type="checkbox"
              name="cols"
              value={value}
              checked={shown.includes(value)}
            />
            <span>{label}</span>
          </label>
        ))}
        <button type="submit" class="ds-button" data-variant="secondary">
          {t("columns_show")}
        </button>
      </form>
    </details>
  );
}

/** What stands above a list: search and filters to the left, choices to the right. */
export function Toolbar({ children }: { children: preact.ComponentChildren }) {
  return <div class="toolbar">{children}</div>;
}
