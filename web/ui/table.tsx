import type { ComponentChildren, VNode } from "preact";
import { Icon } from "./icon.tsx";
import SelectAll from "./islands/select_all.tsx";
import { useHref } from "./query.tsx";
import { fill, useUiWords } from "./words.ts";

/** One column of a table. */
export type Column<Row> = {
  key: string;
  label: string;
  cell: (row: Row) => ComponentChildren;
  /** The list can be sorted by it: `true` by its key, or the name the query uses. */
  sort?: boolean | string | undefined;
  /** `end` for numbers, money and dates that are compared down the column. */
  align?: "end" | undefined;
  /** Left out where the table has little room; the row's own page shows it. */
  hideOnPhone?: boolean | undefined;
};

type Selectable<Row> = {
  /** The id of the form that acts on the rows; without it the table stands inside the form. */
  form?: string | undefined;
  /** What a row is called, for "Select {name}". */
  label: (row: Row) => string;
};

type DataTableProps<Row> = {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  caption: string;
  rowKey: (row: Row) => string;
  /** How the list is sorted now: `plate`, or `-plate` for the other way. */
  sort?: string | undefined;
  /** Where a row leads; its first column becomes the link and the whole row can be pressed. */
  href?: ((row: Row) => string) | undefined;
  /** A checkbox for each row, named `ids`. */
  selectable?: Selectable<Row> | undefined;
  /** Stands instead of the table when there are no rows. */
  empty?: VNode | undefined;
};

/** A list as a table; on a phone each row becomes a card with its labels. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, columns, caption, rowKey, sort, selectable, empty } = props;
  const t = useUiWords();
  if (rows.length === 0 && empty) return empty;
  return (
    <div class="table-frame">
      <table class={props.href ? "ds-table data table-links" : "ds-table data"} data-hover>
        <caption class="ds-sr-only">{caption}</caption>
        <thead>
          <tr>
            {selectable && (
              <th scope="col" class="pick">
                <SelectAll label={t("select_all")} />
                <span class="ds-sr-only">{t("select")}</span>
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {selectable && (
                <td class="pick">
                  {/* The label is only a larger place to press. */}
                  <label class="hit">
                    <input
                      class="ds-input"
                      type="checkbox"
                      name="ids"
                      value={rowKey(row)}
                      aria-label={fill(t("select_row"), { name: selectable.label(row) })}
                      {...(selectable.form ? { form: selectable.form } : {})}
                    />
                  </label>
                </td>
              )}
              {columns.map((column, index) =>
                cell({ column, row, href: index === 0 ? props.href?.(row) : undefined }),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type HeadProps<Row> = { column: Column<Row>; sort: string | undefined };

function Head<Row>({ column, sort }: HeadProps<Row>) {
  const href = useHref();
  const by = column.sort === true ? column.key : column.sort || undefined;
  if (!by) {
    return (
      <th scope="col" {...looks(column)}>
        {column.label}
      </th>
    );
  }
  const order = sort === by ? "ascending" : sort === `-${by}` ? "descending" : undefined;
  const next = order === "ascending" ? `-${by}` : by;
  return (
    <th scope="col" {...looks(column)} {...(order ? { "aria-sort": order } : {})}>
      <a href={href({ sort: next, after: undefined })}>
        {column.label}
        <Icon name={order === "ascending" ? "up" : order === "descending" ? "down" : "both"} />
      </a>
    </th>
  );
}

type CellProps<Row> = { column: Column<Row>; row: Row; href: string | undefined };

// Called, not rendered: a page of 25 rows has hundreds, and a component each is what costs most.
function cell<Row>({ column, row, href }: CellProps<Row>) {
  const content = column.cell(row);
  return (
    <td key={column.key} data-label={column.label} {...looks(column)}>
      {href ? (
        <a class="row-link" href={href}>
          {content}
        </a>
      ) : (
        content
      )}
    </td>
  );
}

function looks<Row>({ align, hideOnPhone }: Column<Row>) {
  const classes = [align === "end" && "end", hideOnPhone && "wide-only"].filter(Boolean);
  return classes.length > 0 ? { class: classes.join(" ") } : {};
}
