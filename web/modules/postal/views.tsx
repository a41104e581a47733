import type { Constraint } from "#web/ui/constraints.ts";
import { type AnyDraft, fieldId, typed } from "#web/ui/draft.ts";
import { Field } from "#web/ui/form.tsx";
import Town from "./islands/town.tsx";
import { useWords } from "./words.ts";

type PostalFieldProps<K extends string> = {
  name: NoInfer<K>;
  draft: AnyDraft;
  rules: Partial<Record<K, Constraint>>;
  label?: string;
  /** The town of the code in the draft; read off the draft's `town` when left out. */
  town?: string | undefined;
};

/**
 * A postal code with its town beside it. Without JavaScript the town stands there once the code
 * is saved; with it, the town follows what is typed.
 */
export function PostalField<K extends string>({
  name,
  draft,
  rules,
  ...rest
}: PostalFieldProps<K>) {
  const t = useWords();
  const town = rest.town ?? typed(draft, "town");
  return (
    <div class="postal">
      <Field
        name={name}
        label={rest.label ?? t("label")}
        draft={draft}
        rules={rules}
        inputmode="numeric"
        autocomplete="postal-code"
        size="short"
      />
      <Town input={fieldId(name)} town={town} unknown={t("unknown")} />
    </div>
  );
}
