import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { typed } from "#web/ui/draft.ts";
import { constraints, ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { RoomInput, roomKinds } from "#worker/modules/resources/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(RoomInput);
const fields = Object.keys(RoomInput.shape) as (keyof RoomInput)[];

export type RoomFormProps = {
  draft: Draft<unknown>;
  branches: readonly { id: string; name: string }[];
  /** The room that is changed; without it the form adds one. */
  id?: string;
};

/** The one form of a room: new, changed, refused, merged. */
export function RoomForm({ draft, branches, id }: RoomFormProps) {
  const t = useWords();
  const name = typed(draft, "name");
  const labels = Object.fromEntries(fields.map((field) => [field, t(field)]));
  const shared = { draft, rules };
  return (
    <Page
      title={id ? fill(t("edit_title"), { name }) : t("add_title")}
      crumbs={[{ href: "/resources", label: t("title") }]}
      narrow
    >
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={id ? `/resources/${id}` : "/resources"} draft={draft} once={!id}>
        <Hidden name="version" value={id ? typed(draft, "version") : undefined} />
        <Field name="name" label={t("name")} autocomplete="off" {...shared} />
        <Field
          name="kind"
          label={t("kind")}
          options={roomKinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
          {...shared}
        />
        <Field name="seats" label={t("seats")} size="short" {...shared} />
        {branches.length > 0 && (
          <Field
            name="branchId"
            label={t("branchId")}
            options={branches.map(({ id: value, name: label }) => ({ value, label }))}
            {...shared}
          />
        )}
        <Field name="address" label={t("address")} {...shared} />
        <Field name="closedOn" label={t("closedOn")} hint={t("closedOn_hint")} {...shared} />
        <Field name="note" label={t("note")} type="textarea" {...shared} />
        <Actions>
          <Submit>{t("save")}</Submit>
          <LinkButton href="/resources" variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
