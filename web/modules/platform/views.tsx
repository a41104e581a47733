import { RegisterSays } from "#web/modules/schools/views/school.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { Day, Time } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { SearchBar, Toolbar } from "#web/ui/filters.tsx";
import { constraints, ErrorSummary, Field, Fieldset, Form, Submit } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { DataTable } from "#web/ui/table.tsx";
import type { Draft } from "#worker/lib/input.ts";
import type { Paged } from "#worker/lib/list.ts";
import { formatOrgnr } from "#worker/lib/orgnr.ts";
import {
  NewOwner,
  NewSchool,
  type Tenant,
  type TenantDetail,
  type TenantList,
} from "#worker/modules/platform/input.ts";
import type { Company, Difference } from "#worker/modules/schools/mod.ts";
import { useWords } from "./words.ts";

const here = "/platform/schools";
const rules = constraints(NewSchool);
const ownerRules = constraints(NewOwner);
const fields = Object.keys(NewSchool.shape) as (keyof NewSchool)[];
const orgnrOf = ({ orgnr }: Tenant) => (orgnr ? formatOrgnr(orgnr) : "–");

/** Every school there is. */
export function TenantTable({ page, list }: { page: Paged<Tenant>; list: TenantList }) {
  const t = useWords();
  const add = (
    <LinkButton href={`${here}/new`} icon="plus" variant="primary">
      {t("add")}
    </LinkButton>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={add}>
      <Toolbar>
        <SearchBar label={t("search")} />
      </Toolbar>
      <DataTable
        caption={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        href={(row) => `${here}/${row.id}`}
        {...(list.q ? {} : { sort: list.sort })}
        empty={
          <EmptyState icon="platform" title={t("empty")} text={t("empty_text")} action={add} />
        }
        columns={[
          { key: "name", label: t("name"), cell: (row) => row.name },
          {
            key: "slug",
            label: t("slug"),
            sort: list.q === "",
            cell: (row) => row.slug,
            hideOnPhone: true,
          },
          { key: "orgnr", label: t("orgnr"), cell: orgnrOf },
          { key: "town", label: t("town"), cell: (row) => row.town ?? "–" },
          {
            key: "created",
            label: t("created"),
            align: "end",
            cell: (row) => <Day date={row.createdAt.slice(0, 10)} />,
          },
        ]}
      />
      <Pager after={page.after} />
    </Page>
  );
}

type TenantPageProps = { school: TenantDetail; draft: Draft<unknown> };

/** One school from outside: who it is, who leads it, and who is asked to. */
export function TenantPage({ school, draft }: TenantPageProps) {
  const t = useWords();
  return (
    <Page
      title={school.name}
      crumbs={[{ href: here, label: t("title") }]}
      actions={
        <>
          <LinkButton href={`${here}/${school.id}/visits/new`}>{t("visit")}</LinkButton>
          <LinkButton href={`${here}/${school.id}/opening`}>{t("opening")}</LinkButton>
        </>
      }
    >
      <Card>
        <Facts
          items={[
            { label: t("orgnr"), value: orgnrOf(school) },
            { label: t("slug"), value: school.slug },
            { label: t("town"), value: school.town },
            { label: t("created"), value: <Time at={school.createdAt} /> },
          ]}
        />
      </Card>
      <Section title={t("owners")}>
        <People caption={t("owners")} people={school.owners} since={t("since")} />
      </Section>
      {school.invited.length > 0 && (
        <Section title={t("invited")}>
          <People caption={t("invited")} people={school.invited} since={t("invited_at")} />
        </Section>
      )}
      <Section title={t("invite_title")}>
        <p class="hint">{t("invite_hint")}</p>
        <ErrorSummary draft={draft} labels={{ name: t("ownerName"), email: t("ownerEmail") }} />
        <Form action={`${here}/${school.id}/owners`} draft={draft}>
          <Field name="name" label={t("ownerName")} draft={draft} rules={ownerRules} />
          <Field
            name="email"
            label={t("ownerEmail")}
            type="email"
            draft={draft}
            rules={ownerRules}
          />
          <Actions>
            <Submit variant="secondary">{t("invite")}</Submit>
          </Actions>
        </Form>
      </Section>
    </Page>
  );
}

type PeopleProps = { caption: string; people: TenantDetail["owners"]; since: string };

function People({ caption, people, since }: PeopleProps) {
  const t = useWords();
  return (
    <DataTable
      caption={caption}
      rows={people}
      rowKey={(row) => row.email}
      empty={<EmptyState icon="person" title={t("no_owner")} />}
      columns={[
        { key: "name", label: t("name"), cell: (row) => row.name },
        { key: "email", label: t("email"), cell: (row) => row.email },
        { key: "since", label: since, align: "end", cell: (row) => <Time at={row.since} /> },
      ]}
    />
  );
}

type TenantFormProps = {
  draft: Draft<unknown>;
  company?: Company;
  differences?: readonly Difference[];
  silence?: string;
};

/** A new school and its first owner; the number can fetch the name. */
export function TenantForm({ draft, company, differences = [], silence }: TenantFormProps) {
  const t = useWords();
  const shared = { draft, rules };
  const labels = Object.fromEntries(fields.map((name) => [name, t(name)]));
  const crumbs = [{ href: here, label: t("title") }];
  return (
    <Page title={t("add_title")} lead={t("add_lead")} crumbs={crumbs} narrow>
      <RegisterSays company={company} differences={differences} silence={silence} />
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={here} draft={draft} once>
        {/* Enter presses the first button of a form: that must be Save, not the one below. */}
        <button type="submit" class="ds-sr-only" tabIndex={-1} aria-hidden="true" />
        <Fieldset legend={t("school")}>
          <Field name="orgnr" label={t("orgnr")} size="medium" {...shared} />
          <Actions>
            <Submit variant="secondary" icon="download" formAction={`${here}/look-up`}>
              {t("look_up")}
            </Submit>
          </Actions>
          <Field name="name" label={t("name")} {...shared} />
          <Field name="slug" label={t("slug")} hint={t("slug_hint")} size="medium" {...shared} />
        </Fieldset>
        <Fieldset legend={t("owner")}>
          <Field name="ownerName" label={t("ownerName")} {...shared} />
          <Field name="ownerEmail" label={t("ownerEmail")} type="email" {...shared} />
        </Fieldset>
        <Actions>
          <Submit>{t("save")}</Submit>
          <LinkButton href={here} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
