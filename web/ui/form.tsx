import type { ComponentChildren } from "preact";
import { useProblem } from "#web/words.ts";
import { Alert } from "./alert.tsx";
import { type AnyDraft, fieldId } from "./draft.ts";
import { Icon } from "./icon.tsx";
import { MergedNote } from "./merged.tsx";
import { useView } from "./view.ts";
import { useUiWords } from "./words.ts";

export { Submit } from "./button.tsx";
export { Checks, Choice, Toggle } from "./choice.tsx";
export { type Constraint, constraints, type Rules } from "./constraints.ts";
export type { AnyDraft } from "./draft.ts";
export { Field, type Option } from "./field.tsx";

type FormProps = {
  action: string;
  /** The form makes a row: it carries an id, so that a double click makes one row and not two. */
  once?: boolean | undefined;
  /** What was posted before: a form shown again keeps its `_once`, and the row it first showed. */
  draft?: AnyDraft | undefined;
  /** The form sends a file. */
  multipart?: boolean | undefined;
  id?: string | undefined;
  /** Fields on one line where there is room. */
  inline?: boolean | undefined;
  children: ComponentChildren;
};

/**
 * A form that posts to us; it carries the token of this session and school.
 *
 * `novalidate`: the browser's own bubbles come in the browser's language, one at a time, and
 * vanish. The fields keep the constraints as hints (keyboard, length, `aria-required`), the server
 * answers with every message at once, in our words, beside its field.
 */
export function Form({ action, once, draft, multipart, id, inline, children }: FormProps) {
  const view = useView();
  return (
    <form
      method="post"
      action={action}
      noValidate
      class={inline ? "form form-inline" : "form"}
      {...(id ? { id } : {})}
      {...(multipart ? { encType: "multipart/form-data" } : {})}
    >
      <Hidden name="_token" value={view.token} />
      {once && <Hidden name="_once" value={draft?.once ?? view.once} />}
      {draft?.was && <Hidden name="_was" value={JSON.stringify(draft.was)} />}
      {children}
    </form>
  );
}

/** A value the form carries unseen, such as the version that was shown. */
export function Hidden({ name, value }: { name: string; value: string | number | undefined }) {
  return value === undefined ? null : <input type="hidden" name={name} value={String(value)} />;
}

type FieldsetProps = {
  legend: string;
  hint?: ComponentChildren;
  /** Two fields beside each other where there is room. */
  columns?: boolean | undefined;
  children: ComponentChildren;
};

/** Fields that belong together. */
export function Fieldset({ legend, hint, columns, children }: FieldsetProps) {
  return (
    <fieldset class="ds-fieldset group">
      <legend class="ds-label">{legend}</legend>
      {hint && <p data-field="description">{hint}</p>}
      <div class={columns ? "fields fields-columns" : "fields"}>{children}</div>
    </fieldset>
  );
}

type ErrorSummaryProps = {
  draft: AnyDraft;
  /** What the fields are called; a code whose field has no label is shown on its own. */
  labels: Partial<Record<string, string>>;
};

/**
 * Everything that is wrong with a form, first on the page, each a link to its field; or what
 * somebody else has changed in it meanwhile.
 */
export function ErrorSummary({ draft, labels }: ErrorSummaryProps) {
  const t = useUiWords();
  const problem = useProblem();
  const errors = Object.entries(draft.errors);
  if (draft.merged) return <MergedNote merged={draft.merged} labels={labels} />;
  if (draft.restored) {
    return (
      <Alert tone="info" title={t("restored_title")} live>
        <p>{t("restored_text")}</p>
      </Alert>
    );
  }
  if (errors.length === 0) return null;
  return (
    <div class="ds-error-summary" role="alert" tabIndex={-1} id="errors">
      <h2 class="ds-heading">
        <Icon name="danger" />
        {t("errors_title")}
      </h2>
      <ul>
        {errors.map(([name, code]) => {
          const label = labels[name];
          return (
            <li key={name}>
              {label ? (
                <a class="ds-link" href={`#${fieldId(name)}`}>
                  {label}: {problem(code)}
                </a>
              ) : (
                problem(code)
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
