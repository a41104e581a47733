import type { ComponentChildren } from "preact";
import { useProblem } from "#web/words.ts";
import type { Constraint } from "./constraints.ts";
import { type AnyDraft, fieldId } from "./draft.ts";
import { Icon } from "./icon.tsx";
import { useView } from "./view.ts";
import { fill, useUiWords } from "./words.ts";

/** The attributes that tie an input to its hint and its error. */
export function describedBy(name: string, draft: AnyDraft, hinted: boolean) {
  const wrong = draft.errors[name] !== undefined;
  const ids = [wrong && `${fieldId(name)}-error`, hinted && `${fieldId(name)}-hint`];
  const text = ids.filter(Boolean).join(" ");
  return {
    ...(wrong ? { "aria-invalid": true as const } : {}),
    ...(text ? { "aria-describedby": text } : {}),
  };
}

/** Says that a field may stay empty; what is required is the rule and needs no mark. */
export function Optional() {
  const t = useUiWords();
  return <span class="optional"> ({t("optional")})</span>;
}

/** The help beneath a label. */
export function FieldHint({ name, children }: { name: string; children: ComponentChildren }) {
  if (children === undefined || children === "") return null;
  return (
    <div data-field="description" id={`${fieldId(name)}-hint`}>
      {children}
    </div>
  );
}

type FieldErrorProps = { name: string; draft: AnyDraft; rule: Constraint | undefined };

/** What is wrong with a field, in words, with the limit that was passed. */
export function FieldError({ name, draft, rule }: FieldErrorProps) {
  const t = useUiWords();
  const problem = useProblem();
  const code = draft.errors[name];
  if (code === undefined) return null;
  const { locale } = useView();
  const number = (n: number) => n.toLocaleString(locale === "nb" ? "nb-NO" : "en-GB");
  const { maxLength, minLength, min, max } = rule ?? {};
  const limit =
    code === "too_long" && maxLength !== undefined
      ? fill(t("at_most"), { n: maxLength })
      : code === "too_short" && minLength !== undefined && minLength > 1
        ? fill(t("at_least"), { n: minLength })
        : code === "out_of_range" && min !== undefined && max !== undefined
          ? fill(t("between"), { min: number(min), max: number(max) })
          : undefined;
  return (
    <p class="ds-validation-message" id={`${fieldId(name)}-error`}>
      <Icon name="danger" />
      <span>{limit ?? problem(code)}</span>
    </p>
  );
}
