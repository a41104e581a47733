import type { ComponentChildren } from "preact";
import { type AnyDraft, fieldId, typed } from "#web/ui/draft.ts";
import { describedBy, FieldError, FieldHint } from "#web/ui/field_parts.tsx";

type SegmentsProps = {
  name: string;
  label: ComponentChildren;
  draft: AnyDraft;
  options: readonly { value: string; label: string }[];
  hint?: ComponentChildren;
};

/** One of a few, side by side across the screen: a thumb reaches all of them. */
export function Segments({ name, label, draft, options, hint }: SegmentsProps) {
  return (
    <fieldset class="ds-fieldset picks" {...describedBy(name, draft, hint !== undefined)}>
      <legend class="ds-label">{label}</legend>
      <FieldHint name={name}>{hint}</FieldHint>
      <div class="picks-row">
        {options.map(({ value, label: text }, index) => (
          <label key={value}>
            <input
              type="radio"
              id={index === 0 ? fieldId(name) : `${fieldId(name)}-${index}`}
              name={name}
              value={value}
              checked={typed(draft, name) === value}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
      <FieldError name={name} draft={draft} rule={undefined} />
    </fieldset>
  );
}
