import { useEffect, useState } from "preact/hooks";
import type { Found, Hit } from "#worker/modules/search/input.ts";
import type { BoardWords } from "./words.ts";

export type Chosen = { id: string; name: string; classes: readonly string[] };
const PAUSE = 200;
const MOST = 6;

type StudentProps = { t: BoardWords; chosen: Chosen | undefined; choose: (one?: Chosen) => void };

/** Finds a student by name, number or telephone. */
export function StudentField({ t, chosen, choose }: StudentProps) {
  const [q, setQ] = useState("");
  const [found, setFound] = useState<readonly Hit[]>();

  useEffect(() => {
    setFound(undefined);
    if (q.trim().length < 2) return;
    let over = false;
    const timer = setTimeout(async () => {
      const hits = await ask<Found>(`/search?q=${encodeURIComponent(q.trim())}`);
      const students = hits?.items.filter(({ kind }) => kind === "student") ?? [];
      if (!over) setFound(students.slice(0, MOST));
    }, PAUSE);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [q]);

  if (chosen)
    return (
      <p class="cal-chosen">
        <span>
          {t.student}: <strong>{chosen.name}</strong>
        </span>
        <button
          type="button"
          class="ds-button"
          data-variant="tertiary"
          onClick={() => choose(undefined)}
        >
          {t.student_other}
        </button>
      </p>
    );

  const take = async ({ id, title }: Hit) => {
    const student = await ask<{ classes: string[] }>(`/students/${id}`);
    choose({ id, name: title, classes: student?.classes ?? [] });
  };
  return (
    <div>
      <label class="filter">
        <span>{t.student}</span>
        <input
          class="ds-input"
          type="search"
          autocomplete="off"
          maxLength={200}
          value={q}
          onInput={({ currentTarget }) => setQ(currentTarget.value)}
          aria-describedby="cal-student-hint"
        />
      </label>
      <p id="cal-student-hint" class="hint" role="status">
        {found?.length === 0 ? t.student_none : t.student_hint}
      </p>
      <ul class="cal-found">
        {found?.map((hit) => (
          <li key={hit.id}>
            <button
              type="button"
              class="ds-button"
              data-variant="tertiary"
              onClick={() => void take(hit)}
            >
              {hit.title} <span class="hint">{hit.facts.join(" · ")}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the API answers; nothing where it does not. */
export async function ask<T>(path: string): Promise<T | undefined> {
  const answer = await fetch(`/api/v1${path}`).catch(() => undefined);
  return answer?.ok ? ((await answer.json()) as T) : undefined;
}
