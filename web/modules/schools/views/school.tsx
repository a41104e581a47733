import { PostalField } from "#web/modules/postal/views.tsx";
import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { typed } from "#web/ui/draft.ts";
import { constraints, ErrorSummary, Field, Fieldset, Form, Hidden, Submit } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { PhoneLink } from "#web/ui/phone.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { fill } from "#web/ui/words.ts";
import { useProblem } from "#web/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { formatOrgnr } from "#worker/lib/orgnr.ts";
import { type Company, type School, SchoolInput } from "#worker/modules/schools/input.ts";
import type { Difference } from "#worker/modules/schools/rules.ts";
import { useWords } from "../words.ts";
import { SchoolFrame, useMayWrite } from "./frame.tsx";

const rules = constraints(SchoolInput);
const fields = Object.keys(SchoolInput.shape) as (keyof SchoolInput)[];

/** The school's own facts. */
export function SchoolPage({ school }: { school: School }) {
  const t = useWords();
  const mayWrite = useMayWrite();
  const edit = mayWrite && (
    <LinkButton href="/school/edit" icon="pencil">
      {t("edit")}
    </LinkButton>
  );
  return (
    <SchoolFrame current="/school" lead={t("lead")} actions={edit}>
      <Card>
        <SchoolFacts school={school} />
      </Card>
    </SchoolFrame>
  );
}

function SchoolFacts({ school }: { school: School }) {
  const t = useWords();
  const place = [school.postalCode, school.town].filter(Boolean).join(" ");
  return (
    <Facts
      items={[
        { label: t("name"), value: school.name },
        { label: t("orgnr"), value: school.orgnr && formatOrgnr(school.orgnr) },
        { label: t("email"), value: school.email },
        { label: t("phone"), value: school.phone && <PhoneLink phone={school.phone} /> },
        { label: t("address"), value: school.address },
        { label: t("town"), value: place },
      ]}
    />
  );
}

type SchoolFormProps = {
  draft: Draft<unknown>;
  /** What the register knew and what of it differs, or why it did not tell. */
  company?: Company;
  differences?: readonly Difference[];
  silence?: string;
};

/** The one form of the school: as it is, refused, merged, or filled from the register. */
export function SchoolForm({ draft, company, differences = [], silence }: SchoolFormProps) {
  const t = useWords();
  const shared = { draft, rules };
  const labels = Object.fromEntries(fields.map((name) => [name, t(name)]));
  const crumbs = [{ href: "/school", label: t("title") }];
  return (
    <Page title={t("edit_title")} crumbs={crumbs} narrow>
      <RegisterSays company={company} differences={differences} silence={silence} />
      <ErrorSummary draft={draft} labels={labels} />
      <Form action="/school" draft={draft}>
        <Hidden name="version" value={typed(draft, "version")} />
        {/* Enter presses the first button of a form: that must be Save, not the one below. */}
        <button type="submit" class="ds-sr-only" tabIndex={-1} aria-hidden="true" />
        <Fieldset legend={t("facts")}>
          <Field name="orgnr" label={t("orgnr")} hint={t("orgnr_hint")} size="medium" {...shared} />
          <Actions>
            <Submit variant="secondary" icon="download" formAction="/school/look-up">
              {t("look_up")}
            </Submit>
          </Actions>
          <Field name="name" label={t("name")} autocomplete="organization" {...shared} />
        </Fieldset>
        <Fieldset legend={t("contact")}>
          <Field name="email" label={t("email")} type="email" {...shared} />
          <Field name="phone" label={t("phone")} type="tel" size="medium" {...shared} />
          <Field name="address" label={t("address")} autocomplete="street-address" {...shared} />
          <PostalField name="postalCode" {...shared} />
        </Fieldset>
        <Actions>
          <Submit>{t("save")}</Submit>
          <LinkButton href="/school" variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

type SaysProps = {
  company?: Company | undefined;
  differences: readonly Difference[];
  silence?: string | undefined;
};

/** What the register of companies said, where the reader looks first. */
export function RegisterSays({ company, differences, silence }: SaysProps) {
  const t = useWords();
  const problem = useProblem();
  if (silence) {
    return (
      <Alert tone="warning" live>
        <p>{problem(silence)}</p>
      </Alert>
    );
  }
  if (!company) return null;
  const doubts = [
    company.bankrupt && t("bankrupt"),
    company.closing && t("closing"),
    company.industry &&
      !company.industry.startsWith("85.53") &&
      fill(t("other_industry"), { code: company.industry }),
  ].filter((text) => typeof text === "string");
  return (
    <Alert tone={doubts.length > 0 ? "warning" : "success"} title={t("found")} live>
      {doubts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <p>{differences.length > 0 ? t("found_differs") : t("found_same")}</p>
      {differences.length > 0 && (
        <DataTable
          caption={t("found")}
          rows={differences}
          rowKey={(row) => row.field}
          columns={[
            { key: "field", label: t("field"), cell: (row) => t(row.field) },
            { key: "typed", label: t("was"), cell: (row) => row.typed || t("nothing") },
            { key: "register", label: t("register_says"), cell: (row) => row.register },
          ]}
        />
      )}
    </Alert>
  );
}
