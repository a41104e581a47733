import type { ComponentChildren } from "preact";
import type { Constraint } from "./constraints.ts";
import { formatDay } from "./date.tsx";
import { type AnyDraft, chosen, fieldId, typed } from "./draft.ts";
import { describedBy, FieldError, FieldHint, Optional } from "./field_parts.tsx";
import { Clash } from "./merged.tsx";
import { phoneText } from "./phone.tsx";
import { useView } from "./view.ts";
import { useUiWords } from "./words.ts";

/** One choice of a select, of radios or of checkboxes. */
export type Option = { value: string; label: string; hint?: string };

type InputType = Constraint["type"] | "tel" | "password" | "search" | "file" | "textarea";

type FieldProps<K extends string> = {
  name: NoInfer<K>;
  label: string;
  draft: AnyDraft;
  rules: Partial<Record<K, Constraint>>;
  hint?: ComponentChildren;
  /** Where the schema cannot say it: a textarea, a password, a telephone number, a file. */
  type?: InputType | undefined;
  /** What the browser may fill in: `given-name`, `email`, `one-time-code`, ... */
  autocomplete?: string | undefined;
  inputmode?: "text" | "numeric" | "decimal" | "tel" | "email" | "url" | "search" | undefined;
  /** Makes it a select; without them an enum shows its own values. */
  options?: readonly Option[] | undefined;
  /** The unit after the input: kr, km, min. */
  unit?: string | undefined;
  /** How long the answer is expected to be. */
  size?: "short" | "medium" | undefined;
  rows?: number | undefined;
  accept?: string | undefined;
  readonly?: boolean | undefined;
  /** Must be filled in some cases, as its hint says: it is not marked as one that may stay empty. */
  sometimes?: boolean | undefined;
  autofocus?: boolean | undefined;
};

/** A labelled input with what was typed, and what is wrong with it. */
export function Field<K extends string>(props: FieldProps<K>) {
  const { name, label, draft, hint, unit, size } = props;
  const rule = props.rules[name];
  const theirs = draft.merged?.clashes[name];
  if (theirs !== undefined) return <Clash {...props} theirs={theirs} say={sayOf(props, rule)} />;
  const control = <Control {...props} rule={rule} />;
  return (
    <div class="ds-field" {...(size ? { "data-length": size } : {})}>
      <label class="ds-label" for={fieldId(name)}>
        {label}
        {!rule?.required && !props.sometimes && <Optional />}
      </label>
      <FieldHint name={name}>{hint}</FieldHint>
      {unit ? (
        <div class="ds-field-affixes">
          {control}
          <span class="ds-field-affix" aria-hidden="true">
            {unit}
          </span>
        </div>
      ) : (
        control
      )}
      <FieldError name={name} draft={draft} rule={rule} />
    </div>
  );
}

// How a value of this field is read, beside the other one.
function sayOf({ type, options }: FieldProps<string>, rule: Constraint | undefined) {
  const { locale } = useView();
  return (value: string) => {
    const option = options?.find((one) => one.value === value);
    if (option) return option.label;
    if (/^\d{4}-\d\d-\d\d$/.test(value) && (type ?? rule?.type) === "date")
      return formatDay(locale, value);
    return shown(type ?? "text", value);
  };
}

type ControlProps = Omit<FieldProps<string>, "rules"> & { rule: Constraint | undefined };

function Control(props: ControlProps) {
  const { name, draft, rule, hint, options, rows } = props;
  const type = props.type ?? rule?.type ?? "text";
  const shared = {
    id: fieldId(name),
    name,
    class: "ds-input",
    ...(rule?.required ? { "aria-required": true as const } : {}),
    ...(props.autocomplete ? { autocomplete: props.autocomplete as "on" } : {}),
    ...(props.readonly ? { readOnly: true } : {}),
    ...(props.autofocus ? { autoFocus: true } : {}),
    ...describedBy(name, draft, hint !== undefined && hint !== ""),
  };
  const choices = options ?? rule?.options?.map((value) => ({ value, label: value }));
  if (choices && !props.type) return <Select {...props} {...shared} choices={choices} />;
  const limits = {
    ...(rule?.maxLength === undefined ? {} : { maxLength: rule.maxLength }),
    ...(rule?.minLength === undefined ? {} : { minLength: rule.minLength }),
  };
  if (type === "textarea") {
    return (
      <textarea {...shared} {...limits} rows={rows ?? 4}>
        {typed(draft, name)}
      </textarea>
    );
  }
  const inputMode = props.inputmode ?? (type === "tel" ? "tel" : rule?.inputMode);
  // A number is typed as text: spinners and the wheel change it unseen, and a comma would be lost.
  const attributes = {
    type: type === "number" ? "text" : type,
    ...limits,
    ...(rule?.pattern ? { pattern: rule.pattern } : {}),
    ...(inputMode ? { inputMode } : {}),
    ...(props.accept ? { accept: props.accept } : {}),
    // A password never goes back to the browser, and a file cannot.
    ...(type === "password" || type === "file" ? {} : { value: shown(type, typed(draft, name)) }),
  };
  return <input {...shared} {...(attributes as { type: "text" })} />;
}

/** A number that was stored is shown as people write it; what was typed stays as it was. */
const shown = (type: string, value: string) => (type === "tel" ? phoneText(value) : value);

type SelectProps = ControlProps & { choices: readonly Option[]; id: string; class: string };

function Select({ name, draft, rule, choices, ...rest }: SelectProps) {
  const t = useUiWords();
  const selected = rule?.many ? chosen(draft, name) : [typed(draft, name)];
  const own = Object.entries(rest).filter(([key]) => /^(id|class|aria-|autocomplete)/.test(key));
  return (
    <select name={name} {...(rule?.many ? { multiple: true } : {})} {...Object.fromEntries(own)}>
      {!rule?.many && <option value="">{rule?.required ? t("choose") : t("none")}</option>}
      {choices.map(({ value, label }) => (
        <option key={value} value={value} selected={selected.includes(value)}>
          {label}
        </option>
      ))}
    </select>
  );
}
