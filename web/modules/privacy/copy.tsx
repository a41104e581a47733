import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { formatInstant } from "#web/ui/formats.ts";
import { Page, Section } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Copy, Part } from "#worker/modules/privacy/input.ts";
import { useColumn, useTable } from "./copy_words.ts";
import { useWords } from "./words.ts";

type CopyProps = { copy: Copy; back: string; own?: boolean };

/** Everything that is held about a person, to be read or printed. */
export function CopyPage({ copy, back, own }: CopyProps) {
  const t = useWords();
  const { locale } = useView();
  const { school, person, parts, madeAt } = copy;
  return (
    <Page
      title={fill(t("copy_heading"), { school, name: person.name })}
      lead={fill(t("copy_lead"), { at: formatInstant(locale, madeAt) })}
    >
      <Actions>
        <LinkButton href={own ? "/me/privacy/file" : `${back}/file`} icon="download">
          {t("file")}
        </LinkButton>
      </Actions>
      {parts.length === 0 && <EmptyState icon="person" title={t("copy_empty")} />}
      {parts.map((part) => (
        <PartTable key={part.table} part={part} />
      ))}
    </Page>
  );
}

// A row may have twenty columns: as a list of facts it is read and printed on any width.
function PartTable({ part: { table, columns, rows } }: { part: Part }) {
  const named = useTable();
  const label = useColumn();
  return (
    <Section title={named(table as "students")}>
      {rows.map((row, at) => (
        <Card key={at}>
          <Facts
            items={columns
              .map((key) => ({ key, label: label(key as "name"), value: said(row[key]) }))
              .filter(({ value }) => value !== "")}
          />
        </Card>
      ))}
    </Section>
  );
}

function said(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.map(said).join(", ");
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${said(one)}`)
    .join(", ");
}
