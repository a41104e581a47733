import { useEffect, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { island } from "#web/islands/island.tsx";
import type { Found } from "#worker/modules/search/input.ts";
import {
  asks,
  closed,
  type Entry,
  entriesOf,
  type PaletteEvent,
  type PaletteWords,
  step,
} from "../palette_state.ts";

type Props = {
  t: PaletteWords & Record<"palette" | "hint" | "results" | "count" | "failed" | "short", string>;
  pages: readonly { href: string; label: string }[];
};

const PAUSE = 150; // milliseconds without a key before the server is asked

/** Search and menu by keyboard: Ctrl or Cmd with K, or "/". Without JavaScript /search does it. */
function Palette({ t, pages }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [state, send] = useReducer(step, closed);
  const { open, q, active } = state;
  const entries = entriesOf(state, pages, t);
  const hint = q.trim().length === 1 && entries.length === 0 ? t.short : t.hint;

  useShortcut(send);
  useAnswers(q, send);
  useLayoutEffect(() => {
    if (open) {
      dialog.current?.showModal();
      input.current?.focus();
    } else dialog.current?.close();
  }, [open]);
  useEffect(() => document.getElementById(optionId(active))?.scrollIntoView({ block: "nearest" }));

  function onKeyDown(event: KeyboardEvent) {
    const to = moves[event.key];
    const entry = entries[active];
    if (to) send({ type: "moved", to, of: entries.length });
    else if (event.key === "Enter" && !event.isComposing && entry) location.assign(entry.href);
    else return;
    event.preventDefault();
  }

  return (
    <dialog
      ref={dialog}
      class="palette"
      aria-label={t.palette}
      onClose={() => send({ type: "closed" })}
      // Where browsers know it, a click beside the palette closes it, as Esc does everywhere.
      {...{ closedby: "any" }}
    >
      {open && (
        <div class="palette-body">
          <input
            ref={input}
            class="ds-input"
            type="text"
            role="combobox"
            aria-expanded={entries.length > 0}
            aria-controls="palette-list"
            aria-autocomplete="list"
            {...(entries.length > 0 ? { "aria-activedescendant": optionId(active) } : {})}
            aria-label={t.palette}
            placeholder={t.palette}
            maxLength={200}
            autocomplete="off"
            spellcheck={false}
            value={q}
            onInput={(event) => send({ type: "typed", q: event.currentTarget.value })}
            onKeyDown={onKeyDown}
          />
          <div id="palette-list" role="listbox" aria-label={t.results}>
            {grouped(entries).map(({ group, lines }) => (
              <Group key={group} group={group} lines={lines} active={active} />
            ))}
          </div>
          <p class="hint">{state.failed ? t.failed : hint}</p>
          <p class="ds-sr-only" role="status">
            {t.count.replace("{n}", String(entries.length))}
          </p>
        </div>
      )}
    </dialog>
  );
}

const moves: Record<string, "next" | "previous" | "first" | "last" | undefined> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  PageUp: "first",
  PageDown: "last",
};
const optionId = (index: number) => `palette-option-${index}`;

type Line = Entry & { index: number };

function grouped(entries: readonly Entry[]): { group: string; lines: Line[] }[] {
  const lines = entries.map((entry, index) => ({ ...entry, index }));
  const names = [...new Set(lines.map((line) => line.group))];
  return names.map((group) => ({ group, lines: lines.filter((line) => line.group === group) }));
}

type GroupProps = { group: string; lines: readonly Line[]; active: number };

function Group({ group, lines, active }: GroupProps) {
  const options = lines.map(({ index, href, title, detail }) => (
    <a
      key={index}
      id={optionId(index)}
      class="find"
      role="option"
      aria-selected={index === active}
      tabIndex={-1}
      href={href}
    >
      <strong>{title}</strong>
      {detail && <span class="hint">{detail}</span>}
    </a>
  ));
  if (!group) return <>{options}</>;
  return (
    // A fieldset is for a form's controls; a listbox wants its groups by role.
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div role="group" aria-label={group}>
      <p class="palette-group" aria-hidden="true">
        {group}
      </p>
      {options}
    </div>
  );
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]");

function useShortcut(send: (event: PaletteEvent) => void) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const chord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key === "k";
      const slash =
        event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
      if (!chord && !slash) return;
      event.preventDefault();
      send({ type: "opened" });
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function useAnswers(q: string, send: (event: PaletteEvent) => void) {
  useEffect(() => {
    if (!asks(q)) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const url = `/api/v1/search?${new URLSearchParams({ q })}`;
        const response = await fetch(url, { signal: stop.signal });
        if (!response.ok) throw new Error(response.statusText);
        send({ type: "answered", q, found: (await response.json()) as Found });
      } catch {
        if (!stop.signal.aborted) send({ type: "failed", q });
      }
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [q]);
}

export default island("search/palette", Palette);
