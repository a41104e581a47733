import type { AnyDraft } from "#web/ui/draft.ts";
import { FieldError } from "#web/ui/field_parts.tsx";
import { fill } from "#web/ui/words.ts";
import { goalField, type Level, type Levels, levelNumbers } from "#worker/modules/lessons/input.ts";
import { useGoalWords, useLevelWords } from "../goal_words.ts";
import { useWords } from "../words.ts";
import { Segments } from "./segments.tsx";

/** What a goal is called; one from before the list was changed says its code. */
export function useGoalName() {
  const t = useGoalWords();
  return (goal: string) => t(goal as Parameters<typeof t>[0]) ?? goal;
}

export function useLevelName() {
  const t = useLevelWords();
  return (level: Level) => t(`l${level}`);
}

type GoalFieldsProps = {
  goals: readonly string[];
  draft: AnyDraft;
  /** How well each was reached when it was last spoken of. */
  before?: Levels | undefined;
};

/** A row of buttons for each goal: what was not touched was not practised. */
export function GoalFields({ goals, draft, before = {} }: GoalFieldsProps) {
  const t = useWords();
  const goalName = useGoalName();
  const levelName = useLevelName();
  const none = { value: "", label: useLevelWords()("none") };
  const levels = levelNumbers.map((level) => ({ value: String(level), label: levelName(level) }));
  return (
    <div class="goals">
      {goals.map((goal) => {
        const last = before[goal];
        return (
          <Segments
            key={goal}
            name={goalField(goal)}
            label={
              <>
                {goalName(goal)}
                {last && <small> {fill(t("last"), { level: levelName(last) })}</small>}
              </>
            }
            draft={draft}
            options={[none, ...levels]}
          />
        );
      })}
      <FieldError name="levels" draft={draft} rule={undefined} />
    </div>
  );
}

/** Goals and how well they were reached, to be read. */
export function GoalLevels({ levels }: { levels: Levels }) {
  const t = useWords();
  const goalName = useGoalName();
  const levelName = useLevelName();
  const spoken = Object.entries(levels);
  if (spoken.length === 0) return <p class="hint">{t("nothing_practised")}</p>;
  return (
    <ul class="levels">
      {spoken.map(([goal, level]) => (
        <li key={goal}>
          <span>{goalName(goal)}</span>
          <meter min={0} max={4} value={level} aria-hidden="true" />
          <span class="level">{levelName(level)}</span>
        </li>
      ))}
    </ul>
  );
}
