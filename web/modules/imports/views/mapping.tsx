import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { type AnyDraft, fieldId, typed } from "#web/ui/draft.ts";
import { describedBy, FieldError } from "#web/ui/field_parts.tsx";
import { Choice, ErrorSummary, Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import type { Import } from "#worker/modules/imports/input.ts";
import { fields } from "#worker/modules/imports/mapping/input.ts";
import { useWords } from "../words.ts";
import { useNumber } from "./list.tsx";

/** A column of the file as the page shows it. */
export type FileColumn = { at: number; name: string; samples: readonly string[] };

type MappingProps = {
  row: Import;
  columns: readonly FileColumn[];
  draft: AnyDraft;
  stale?: boolean;
};

/** What each column of the file means: our guess, ready to be corrected. */
export function MappingPage({ row, columns, draft, stale }: MappingProps) {
  const t = useWords();
  const labels = Object.fromEntries(columns.map(({ at, name }) => [`c${at}`, name]));
  const signs = [
    { value: "credit", label: t("balance_credit") },
    { value: "debt", label: t("balance_debt") },
  ];
  return (
    <Page
      title={t("mapping_title")}
      lead={t("mapping_lead")}
      crumbs={[{ href: "/imports", label: t("title") }]}
    >
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale")}</p>
        </Alert>
      )}
      <ErrorSummary draft={draft} labels={labels} />
      <FileFacts row={row} />
      <Alert>
        <p>{t("mapping_needs")}</p>
      </Alert>
      <Form action={`/imports/${row.id}/mapping`}>
        <Hidden name="version" value={row.version} />
        <DataTable
          rows={columns}
          columns={useColumns(draft)}
          caption={t("mapping_title")}
          rowKey={({ at }) => `${at}`}
        />
        <Choice
          name="balance"
          label={t("balance_legend")}
          draft={draft}
          rules={{ balance: { required: true, type: "text" } }}
          options={signs}
        />
        <Actions>
          <Submit icon="check">{t("check")}</Submit>
          {row.state === "checked" && (
            <LinkButton href={`/imports/${row.id}`} variant="tertiary">
              {row.fileName}
            </LinkButton>
          )}
        </Actions>
        <p class="hint">{t("check_hint")}</p>
      </Form>
      <GiveUp row={row} />
    </Page>
  );
}

function useColumns(draft: AnyDraft): Column<FileColumn>[] {
  const t = useWords();
  return [
    { key: "column", label: t("column"), cell: ({ name }) => <strong>{name}</strong> },
    {
      key: "samples",
      label: t("samples"),
      cell: ({ samples }) => samples.join(" · ") || <em>{t("no_samples")}</em>,
    },
    {
      key: "field",
      label: t("field"),
      cell: (column) => <FieldSelect column={column} draft={draft} />,
    },
  ];
}

function FieldSelect({ column: { at, name }, draft }: { column: FileColumn; draft: AnyDraft }) {
  const t = useWords();
  const own = `c${at}`;
  return (
    <>
      <select
        class="ds-input"
        id={fieldId(own)}
        name={own}
        aria-label={`${t("field")}: ${name}`}
        {...describedBy(own, draft, false)}
      >
        <option value="">{t("left_out")}</option>
        {fields.map((field) => (
          <option key={field} value={field} selected={typed(draft, own) === field}>
            {t(field)}
          </option>
        ))}
      </select>
      <FieldError name={own} draft={draft} rule={undefined} />
    </>
  );
}

/** How the file was read. */
export function FileFacts({ row }: { row: Import }) {
  const t = useWords();
  const number = useNumber();
  const marks: Record<string, string> = { ";": t("semicolon"), ",": t("comma"), "\t": t("tab") };
  return (
    <Facts
      items={[
        { label: t("fileName"), value: row.fileName },
        { label: t("rows"), value: number(row.rowCount) },
        { label: t("encoding"), value: row.encoding.toUpperCase() },
        { label: t("delimiter"), value: marks[row.delimiter] ?? row.delimiter },
      ]}
    />
  );
}

/** Lets the file go. */
export function GiveUp({ row }: { row: Import }) {
  const t = useWords();
  return (
    <Confirm
      summary={t("give_up")}
      title={t("give_up_title")}
      text={t("give_up_text")}
      action={`/imports/${row.id}/removal`}
      values={{ version: row.version }}
      icon="trash"
    />
  );
}
