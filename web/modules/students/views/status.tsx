import { LinkButton, Submit } from "#web/ui/button.tsx";
import { Choice } from "#web/ui/choice.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { constraints, ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { useView } from "#web/ui/view.ts";
import type { Draft } from "#worker/lib/input.ts";
import {
  Activation,
  Deactivation,
  pastStatuses,
  presentStatuses,
  type Student,
} from "#worker/modules/students/input.ts";
import { useWords } from "../words.ts";

const leaving = constraints(Deactivation);
const returning = constraints(Activation);
const nothing = { values: {}, errors: {} };

type StatusActionsProps = { student: Student; draft: Draft<unknown> | undefined };

/** What can be done with a student as a whole. */
export function StatusActions({ student, draft = nothing }: StatusActionsProps) {
  const t = useWords();
  const { grants } = useView();
  const { id, version, status } = student;
  if (!grants.includes("students:write")) return null;
  const past = status === "finished" || status === "quit";
  const other = status === "active" ? "waiting" : "active";
  return (
    <>
      <LinkButton href={`/students/${id}/edit`} icon="pencil">
        {t("edit")}
      </LinkButton>
      {past ? (
        <Return student={student} draft={draft} />
      ) : (
        <>
          <Form action={`/students/${id}/activation`} inline>
            <Hidden name="version" value={version} />
            <Submit name="status" value={other} variant="secondary">
              {t(other === "active" ? "activate" : "wait")}
            </Submit>
          </Form>
          <Leave student={student} draft={draft} />
        </>
      )}
    </>
  );
}

const isRefused = ({ errors }: Draft<unknown>) => Object.keys(errors).length > 0;

type Props = { student: Student; draft: Draft<unknown> };

function Leave({ student: { id, version }, draft }: Props) {
  const t = useWords();
  const options = pastStatuses.map((value) => ({ value, label: t(`${value}_how`) }));
  return (
    <Confirm
      summary={t("deactivate")}
      title={t("deactivate_title")}
      text={t("deactivate_text")}
      action={`/students/${id}/deactivation`}
      values={{ version }}
      open={isRefused(draft)}
    >
      <ErrorSummary draft={draft} labels={{ status: t("deactivate_how"), reason: t("reason") }} />
      <Choice
        name="status"
        label={t("deactivate_how")}
        options={options}
        draft={draft}
        rules={leaving}
      />
      <Field
        name="reason"
        label={t("reason")}
        hint={t("reason_hint")}
        draft={draft}
        rules={leaving}
      />
    </Confirm>
  );
}

function Return({ student: { id, version }, draft }: Props) {
  const t = useWords();
  const options = presentStatuses.map((value) => ({ value, label: t(`status_${value}`) }));
  return (
    <Confirm
      summary={t("reactivate")}
      title={t("reactivate_title")}
      action={`/students/${id}/activation`}
      values={{ version }}
      tone="accent"
      open={isRefused(draft)}
    >
      <ErrorSummary draft={draft} labels={{ status: t("reactivate_as"), reason: t("reason") }} />
      <Choice
        name="status"
        label={t("reactivate_as")}
        options={options}
        draft={draft}
        rules={returning}
      />
      <Field
        name="reason"
        label={t("reason")}
        hint={t("reason_hint")}
        draft={draft}
        rules={{ reason: { ...returning.reason, required: true } }}
      />
    </Confirm>
  );
}
