import { PostalField } from "#web/modules/postal/views.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { Checks, Toggle } from "#web/ui/choice.tsx";
import { typed } from "#web/ui/draft.ts";
import { constraints, ErrorSummary, Field, Fieldset, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { type ClassCode, classCodes } from "#worker/lib/fields.ts";
import type { Draft } from "#worker/lib/input.ts";
import type { Double, Options } from "#worker/modules/students/card/queries.ts";
import {
  gearedClasses,
  NewStudentForm,
  type Student,
  statuses,
} from "#worker/modules/students/input.ts";
import { useWords } from "../words.ts";
import { Doubles } from "./form_notes.tsx";

const rules = constraints(NewStudentForm);
const fields = Object.keys(NewStudentForm.shape) as (keyof typeof NewStudentForm.shape)[];

type StudentFormProps = {
  draft: Draft<unknown>;
  options: Options;
  /** The student that is changed; without her the form registers one. */
  student?: Student;
  /** Who may be the same person. */
  doubles?: readonly Double[];
};

/** The one form of a student: new, changed, refused or merged. */
export function StudentForm({ draft, options, student, doubles = [] }: StudentFormProps) {
  const t = useWords();
  const name = student && `${student.firstName} ${student.lastName}`;
  const here = student ? `/students/${student.id}` : "/students";
  const labels = {
    ...Object.fromEntries(fields.map((field) => [field, t(field)])),
    birthDate: t("birthDate_label"),
    startedOn: t("startedOn_label"),
  };
  return (
    <Page
      title={name ? fill(t("edit_title"), { name }) : t("add_title")}
      crumbs={[
        { href: "/students", label: t("title") },
        ...(name ? [{ href: here, label: name }] : []),
      ]}
      narrow
    >
      <ErrorSummary draft={draft} labels={labels} />
      <Doubles doubles={doubles} />
      <Form action={here} draft={draft} once={!student}>
        {student && <Hidden name="version" value={typed(draft, "version")} />}
        <Person draft={draft} isNew={!student} />
        <Training draft={draft} options={options} student={student} />
        {doubles.length > 0 && <Toggle name="sure" label={t("sure")} value="on" draft={draft} />}
        <Actions>
          <Submit>{student ? t("save") : t("register")}</Submit>
          <LinkButton href={here} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

function Person({ draft, isNew }: { draft: Draft<unknown>; isNew: boolean }) {
  const t = useWords();
  const { grants } = useView();
  const shared = { draft, rules };
  return (
    <Fieldset legend={t("person")} columns>
      <Field name="firstName" label={t("firstName")} autocomplete="off" {...shared} />
      <Field name="lastName" label={t("lastName")} autocomplete="off" {...shared} />
      <Field name="birthDate" label={t("birthDate_label")} type="date" size="medium" {...shared} />
      <Field
        name="phone"
        label={t("phone")}
        hint={t("phone_hint")}
        type="tel"
        size="medium"
        {...shared}
      />
      <Field name="email" label={t("email")} type="email" {...shared} />
      <Field name="address" label={t("address")} {...shared} />
      <PostalField name="postalCode" label={t("postalCode")} {...shared} />
      {isNew && grants.includes("students:national_id") && (
        <Field
          name="nationalId"
          label={t("nationalId")}
          hint={t("nationalId_hint")}
          autocomplete="off"
          inputmode="numeric"
          size="medium"
          {...shared}
        />
      )}
    </Fieldset>
  );
}

type TrainingProps = {
  draft: Draft<unknown>;
  options: Options;
  student: Student | undefined;
};

function Training({ draft, options, student }: TrainingProps) {
  const t = useWords();
  const shared = { draft, rules };
  const { instructors, branches } = options;
  const codes = offeredTo(options.offered, student).map((value) => ({ value, label: value }));
  const named = (all: readonly { id: string; name: string }[]) =>
    all.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Fieldset legend={t("training")}>
      <Checks name="classes" label={t("classes")} options={codes} inline {...shared} />
      <Checks
        name="automaticOnly"
        label={t("automaticOnly")}
        hint={t("automaticOnly_hint")}
        options={codes.filter(({ value }) => gearedClasses.includes(value))}
        inline
        {...shared}
      />
      <Field
        name="instructorId"
        label={t("instructorId")}
        options={named(instructors)}
        {...shared}
      />
      {branches.length > 0 && (
        <Field name="branchId" label={t("branchId")} options={named(branches)} {...shared} />
      )}
      {!student && (
        <Field
          name="status"
          label={t("status")}
          options={statuses.map((value) => ({ value, label: t(`status_${value}`) }))}
          {...shared}
        />
      )}
      <Field name="startedOn" label={t("startedOn_label")} type="date" size="medium" {...shared} />
      <Field name="note" label={t("note")} hint={t("note_hint")} type="textarea" {...shared} />
    </Fieldset>
  );
}

/** What the school offers, and what she has already; all classes where the school has not said. */
function offeredTo(offered: readonly ClassCode[], student: Student | undefined) {
  if (offered.length === 0) return classCodes;
  return classCodes.filter((c) => offered.includes(c) || student?.classes.includes(c));
}
