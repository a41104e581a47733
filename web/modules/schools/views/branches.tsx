import { PostalField } from "#web/modules/postal/views.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatDay } from "#web/ui/date.tsx";
import { typed } from "#web/ui/draft.ts";
import { EmptyState } from "#web/ui/empty.tsx";
import { constraints, ErrorSummary, Field, Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { PhoneLink } from "#web/ui/phone.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { type Branch, BranchInput } from "#worker/modules/schools/branches/input.ts";
import { useWords } from "../words.ts";
import { SchoolFrame, Stale, useMayWrite } from "./frame.tsx";

const rules = constraints(BranchInput);
const fields = Object.keys(BranchInput.shape) as (keyof BranchInput)[];
const here = "/school/branches";
const placeOf = (branch: Branch) => [branch.postalCode, branch.town].filter(Boolean).join(" ");

/** The school's branches; the closed ones last. */
export function BranchList({ branches }: { branches: readonly Branch[] }) {
  const t = useWords();
  const mayWrite = useMayWrite();
  const add = mayWrite && (
    <LinkButton href={`${here}/new`} icon="plus" variant="primary">
      {t("branch_add")}
    </LinkButton>
  );
  const empty = (
    <EmptyState icon="school" title={t("branches_empty")} text={t("branches_empty_text")} />
  );
  return (
    <SchoolFrame current={here} lead={t("branches_lead")} actions={add}>
      <DataTable
        caption={t("branches")}
        rows={branches}
        rowKey={(row) => row.id}
        empty={empty}
        {...(mayWrite ? { href: (row: Branch) => `${here}/${row.id}` } : {})}
        columns={[
          { key: "name", label: t("name"), cell: (row) => row.name },
          { key: "address", label: t("address"), cell: (row) => row.address ?? "–" },
          { key: "town", label: t("town"), cell: (row) => placeOf(row) || "–" },
          { key: "phone", label: t("phone"), cell: (row) => <PhoneLink phone={row.phone} /> },
          { key: "state", label: t("state"), cell: (row) => <State branch={row} /> },
        ]}
      />
    </SchoolFrame>
  );
}

function State({ branch: { closedOn } }: { branch: Branch }) {
  const t = useWords();
  const { locale } = useView();
  if (closedOn === null) return <Badge tone="success">{t("branch_open")}</Badge>;
  return <Badge>{fill(t("branch_closed"), { on: formatDay(locale, closedOn) })}</Badge>;
}

type BranchFormProps = {
  draft: Draft<unknown>;
  /** The branch that is changed, as it is now; without it the form opens one. */
  branch?: Branch;
  /** A button was pressed on an older version of it. */
  stale?: boolean;
};

/** The one form of a branch: new, changed, refused or merged. */
export function BranchForm({ draft, branch, stale }: BranchFormProps) {
  const t = useWords();
  const shared = { draft, rules };
  const labels = Object.fromEntries(fields.map((name) => [name, t(name)]));
  const crumbs = [
    { href: "/school", label: t("title") },
    { href: here, label: t("branches") },
  ];
  return (
    <Page title={branch ? t("branch_edit") : t("branch_add")} crumbs={crumbs} narrow>
      {stale && <Stale />}
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={branch ? `${here}/${branch.id}` : here} draft={draft} once={!branch}>
        <Hidden name="version" value={branch ? typed(draft, "version") : undefined} />
        <Field name="name" label={t("name")} {...shared} />
        <Field name="address" label={t("address")} {...shared} />
        <PostalField name="postalCode" {...shared} />
        <Field name="phone" label={t("phone")} type="tel" size="medium" {...shared} />
        <Actions>
          <Submit>{t("save")}</Submit>
          <LinkButton href={here} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
      {branch && <Closing branch={branch} />}
    </Page>
  );
}

function Closing({ branch: { id, version, closedOn } }: { branch: Branch }) {
  const t = useWords();
  const open = closedOn === null;
  return (
    <Card tinted title={open ? t("close") : t("reopen")}>
      {open && <p>{t("close_text")}</p>}
      <Form action={`${here}/${id}/${open ? "closure" : "reopening"}`}>
        <Hidden name="version" value={version} />
        <Submit variant="secondary" tone={open ? "danger" : "accent"}>
          {open ? t("close") : t("reopen")}
        </Submit>
      </Form>
    </Card>
  );
}
