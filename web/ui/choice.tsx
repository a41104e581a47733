import type { ComponentChildren } from "preact";
import type { Constraint } from "./constraints.ts";
import { type AnyDraft, chosen, fieldId, typed } from "./draft.ts";
import type { Option } from "./field.tsx";
import { describedBy, FieldError, FieldHint, Optional } from "./field_parts.tsx";
import { Clash } from "./merged.tsx";

type GroupProps<K extends string> = {
  name: NoInfer<K>;
  label: string;
  draft: AnyDraft;
  rules: Partial<Record<K, Constraint>>;
  options: readonly Option[];
  hint?: ComponentChildren;
  /** Side by side where there is room. */
  inline?: boolean | undefined;
};

/** Radio buttons: one of a few that are better seen all at once. */
export function Choice<K extends string>(props: GroupProps<K>) {
  return <Group {...props} rule={props.rules[props.name]} type="radio" />;
}

/** Checkboxes: any number of the options. */
export function Checks<K extends string>(props: GroupProps<K>) {
  return <Group {...props} rule={props.rules[props.name]} type="checkbox" />;
}

type GroupInner = Omit<GroupProps<string>, "rules"> & {
  rule: Constraint | undefined;
  type: "radio" | "checkbox";
};

function Group({ name, label, draft, rule, options, hint, inline, type }: GroupInner) {
  const theirs = draft.merged?.clashes[name];
  if (theirs !== undefined) {
    const say = (value: string) => options.find((one) => one.value === value)?.label ?? value;
    return <Clash name={name} label={label} draft={draft} theirs={theirs} say={say} />;
  }
  const selected = type === "radio" ? [typed(draft, name)] : chosen(draft, name);
  return (
    <fieldset
      class="ds-fieldset choices"
      {...(type === "radio" ? { role: "radiogroup" as const } : {})}
      {...describedBy(name, draft, hint !== undefined)}
    >
      <legend class="ds-label">
        {label}
        {!rule?.required && <Optional />}
      </legend>
      <FieldHint name={name}>{hint}</FieldHint>
      <div class={inline ? "options options-inline" : "options"}>
        {options.map((option, index) => (
          <label key={option.value} class="option">
            <input
              class="ds-input"
              {...({ type } as { type: "radio" })}
              // The first one carries the id, so that the error summary lands in the group.
              id={index === 0 ? fieldId(name) : `${fieldId(name)}-${index}`}
              name={name}
              value={option.value}
              checked={selected.includes(option.value)}
              {...(draft.errors[name] ? { "aria-invalid": true as const } : {})}
            />
            <span>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
      <FieldError name={name} draft={draft} rule={rule} />
    </fieldset>
  );
}

type ToggleProps = {
  name: string;
  label: ComponentChildren;
  draft: AnyDraft;
  hint?: ComponentChildren;
  /** What is sent when it is ticked; an unticked box sends nothing. */
  value?: string | undefined;
};

/** One checkbox: yes or no. */
export function Toggle({ name, label, draft, hint, value = "true" }: ToggleProps) {
  return (
    <div class="ds-field toggle">
      <label class="option">
        <input
          class="ds-input"
          type="checkbox"
          id={fieldId(name)}
          name={name}
          value={value}
          checked={typed(draft, name) === value}
          {...describedBy(name, draft, hint !== undefined)}
        />
        <span>{label}</span>
      </label>
      <FieldHint name={name}>{hint}</FieldHint>
      <FieldError name={name} draft={draft} rule={undefined} />
    </div>
  );
}
