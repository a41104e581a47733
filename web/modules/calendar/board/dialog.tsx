import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

type DialogProps = { title: string; close: () => void; children: ComponentChildren };

/** A question over the page; Escape is "no", and the focus goes back to where it was. */
export function Dialog({ title, close, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class="cal-dialog" aria-labelledby="cal-dialog-title" onClose={close}>
      <h2 id="cal-dialog-title">{title}</h2>
      {children}
    </dialog>
  );
}

type RefusalProps = {
  title: string;
  lines: readonly string[];
  /** Shown when it can be done in spite of it. */
  anyway?: (() => void) | undefined;
  t: { anyway: string };
};

/** Why not, and the way round where there is one. */
export function Refusal({ title, lines, anyway, t }: RefusalProps) {
  return (
    <div class="ds-alert" data-color="warning" role="alert">
      <div class="alert-body">
        <p class="alert-title">{title}</p>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {anyway && (
          <div class="actions">
            <button type="button" class="ds-button" data-variant="secondary" onClick={anyway}>
              {t.anyway}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}

type InputProps = {
  label: string;
  value: string;
  set: (value: string) => void;
  type?: "date" | "time" | "number" | "text";
};

const inputs = {
  text: { type: "text", maxLength: 120 },
  date: { type: "date", required: true },
  time: { type: "time", required: true },
  number: { type: "number", required: true, min: 5, max: 960, step: 5 },
} as const;

export function Input({ label, value, set, type = "text" }: InputProps) {
  return (
    <label class="filter">
      <span>{label}</span>
      <input
        class="ds-input"
        value={value}
        {...inputs[type]}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    </label>
  );
}

type Option = { id: string; name: string };

type SelectProps = {
  label: string;
  value: string;
  set: (value: string) => void;
  options: readonly Option[];
  none?: string;
};

export function Select({ label, value, set, options, none }: SelectProps) {
  return (
    <label class="filter">
      <span>{label}</span>
      <select
        class="ds-input"
        value={value}
        onChange={({ currentTarget }) => set(currentTarget.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {options.map(({ id, name }) => (
          <option key={id} value={id} selected={id === value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The school's own instructors, vehicles or rooms, as the choice of calendars lists them. */
export function optionsOf(name: string): Option[] {
  const select = document.querySelector(`select[name="${name}"]`);
  return [...(select?.querySelectorAll("option") ?? [])]
    .filter(({ value }) => value !== "" && value !== "all")
    .map(({ value, text }) => ({ id: value, name: text }));
}
