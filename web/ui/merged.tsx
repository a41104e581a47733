import { Alert } from "./alert.tsx";
import { type AnyDraft, fieldId, typed } from "./draft.ts";
import { useUiWords } from "./words.ts";

type NoteProps = {
  merged: NonNullable<AnyDraft["merged"]>;
  /** What the fields are called. */
  labels: Partial<Record<string, string>>;
};

/** Somebody else was quicker: what of hers is in the form now, and what there is to choose. */
export function MergedNote({ merged: { taken, clashes }, labels }: NoteProps) {
  const t = useUiWords();
  return (
    <Alert tone="warning" title={t("merged_title")} live>
      <Fields text={t("merged_clash")} names={Object.keys(clashes)} labels={labels} />
      <Fields text={t("merged_taken")} names={taken} labels={labels} />
      <p>{t("merged_next")}</p>
    </Alert>
  );
}

type FieldsProps = { text: string; names: readonly string[] } & Pick<NoteProps, "labels">;

function Fields({ text, names, labels }: FieldsProps) {
  if (names.length === 0) return null;
  return (
    <>
      <p>{text}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <a class="ds-link" href={`#${fieldId(name)}`}>
              {labels[name] ?? name}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

type ClashProps = {
  name: string;
  label: string;
  draft: AnyDraft;
  /** What the other changed the field to. */
  theirs: string;
  /** A value as people read it. */
  say: (value: string) => string;
};

/** Stands in a field's place when two people have changed it: one of the two is chosen. */
export function Clash({ name, label, draft, theirs, say }: ClashProps) {
  const t = useUiWords();
  const choices = [
    { whose: t("clash_mine"), value: typed(draft, name), id: fieldId(name) },
    { whose: t("clash_theirs"), value: theirs, id: `${fieldId(name)}-theirs` },
  ];
  return (
    <fieldset class="ds-fieldset choices clash">
      <legend class="ds-label">{label}</legend>
      <div data-field="description">{t("clash_hint")}</div>
      <div class="options">
        {choices.map(({ whose, value, id }, index) => (
          <label key={id} class="option">
            <input
              class="ds-input"
              type="radio"
              id={id}
              name={name}
              value={value}
              checked={index === 0}
            />
            <span>
              {whose}: <strong class="clash-value">{say(value) || t("clash_empty")}</strong>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
