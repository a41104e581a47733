import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { type AnyDraft, chosen, typed } from "#web/ui/draft.ts";
import { Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { fill } from "#web/ui/words.ts";
import type { Branch } from "#worker/modules/schools/branches/input.ts";
import { type ClassUsage, MANY, type Usage } from "#worker/modules/schools/usage/input.ts";
import { useWords } from "../words.ts";

type Row = Usage & { name: string; query: string };
type UsedProps = { caption: string; rows: readonly Row[] };

/** What hangs on it, each number the way to the list behind it. */
function UsageTable({ caption, rows }: UsedProps) {
  const t = useWords();
  const column = (key: keyof Usage, list: string) => ({
    key,
    label: t(key),
    cell: ({ query, ...row }: Row) =>
      row[key] === 0 ? (
        "0"
      ) : (
        <a class="ds-link" href={`${list}?${query}`}>
          {row[key] > MANY ? fill(t("more_than"), { n: MANY }) : row[key]}
        </a>
      ),
  });
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.name}
      columns={[
        { key: "name", label: caption, cell: (row) => <strong>{row.name}</strong> },
        column("students", "/students"),
        column("employees", "/employees"),
        column("vehicles", "/vehicles"),
      ]}
    />
  );
}

type ClassesInUseProps = { usage: readonly ClassUsage[]; draft: AnyDraft };

/** Before classes go that something hangs on: what, and what follows. */
export function ClassesInUse({ usage, draft }: ClassesInUseProps) {
  const t = useWords();
  const here = "/school/classes";
  const names = usage.map(({ code }) => code).join(", ");
  return (
    <Page
      title={fill(t("class_in_use"), { names })}
      crumbs={[{ href: here, label: t("classes") }]}
      narrow
    >
      <Alert tone="warning" live>
        <p>{t("class_in_use_text")}</p>
      </Alert>
      <UsageTable
        caption={t("tab_classes")}
        rows={usage.map(({ code, ...row }) => ({ ...row, name: code, query: `class=${code}` }))}
      />
      <Form action={here} draft={draft}>
        <Hidden name="version" value={typed(draft, "version")} />
        {chosen(draft, "codes").map((code) => (
          <Hidden key={code} name="codes" value={code} />
        ))}
        <Hidden name="sure" value="true" />
        <Actions>
          <Submit tone="danger">{fill(t("class_remove"), { names })}</Submit>
          <LinkButton href={here} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

type BranchInUseProps = { branch: Branch; usage: Usage; draft: AnyDraft };

/** Before a branch is closed that somebody belongs to: who, and what follows. */
export function BranchInUse({ branch: { id, name }, usage, draft }: BranchInUseProps) {
  const t = useWords();
  const here = `/school/branches/${id}`;
  return (
    <Page
      title={fill(t("branch_in_use"), { name })}
      crumbs={[
        { href: "/school/branches", label: t("branches") },
        { href: here, label: name },
      ]}
      narrow
    >
      <Alert tone="warning" live>
        <p>{t("branch_in_use_text")}</p>
      </Alert>
      <UsageTable caption={t("branch")} rows={[{ ...usage, name, query: `branch=${id}` }]} />
      <Form action={`${here}/closure`}>
        <Hidden name="version" value={typed(draft, "version")} />
        <Hidden name="sure" value="true" />
        <Actions>
          <Submit tone="danger">{t("close")}</Submit>
          <LinkButton href={here} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
