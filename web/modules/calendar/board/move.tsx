import { useState } from "preact/hooks";
import type { Block } from "./board.ts";
import { Dialog, optionsOf, Refusal, Select } from "./dialog.tsx";
import { type Answer, send } from "./send.ts";
import { useWhen } from "./when.tsx";
import type { BoardWords } from "./words.ts";

export type Move = { startsAt: string; endsAt: string; instructorId?: string; anyway?: boolean };

/** Asks for another time, and perhaps another instructor, over the version that is shown. */
export const sendMove = ({ id, version }: Block, move: Move, lost: string) =>
  send<{ version: number }>("PUT", `/${id}/time`, {
    body: move,
    headers: { "if-match": `"${id}-${version}"` },
    lost,
  });

type MoveProps = {
  block: Block;
  t: BoardWords;
  close: () => void;
  done: (block: Block) => void;
};

/** Moves a booking by keyboard, by voice or with a finger on a phone. */
export function MoveDialog({ block, t, close, done }: MoveProps) {
  const when = useWhen(block.at);
  const people = optionsOf("instructor");
  const { kind, id = "" } = block.at.column.dataset;
  const [instructorId, setInstructor] = useState(kind === "instructor" ? id : "");
  const [refused, setRefused] = useState<Answer<unknown>["refused"]>();
  const save = async (anyway: boolean) => {
    const move = { ...when.span(), ...(instructorId && { instructorId }), anyway };
    const answer = await sendMove(block, move, t.lost);
    setRefused(answer.refused);
    if (!answer.refused) done(block);
  };
  return (
    <Dialog title={t.move_title.replace("{name}", block.name)} close={close}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void save(false);
        }}
      >
        {when.fields(t)}
        {instructorId && (
          <Select label={t.instructor} value={instructorId} set={setInstructor} options={people} />
        )}
        {refused && (
          <Refusal
            title={t.refused_move}
            lines={refused.lines}
            anyway={refused.code === "bookings.careful" ? () => void save(true) : undefined}
            t={t}
          />
        )}
        <div class="actions">
          <button type="submit" class="ds-button">
            {t.save}
          </button>
          <button type="button" class="ds-button" data-variant="tertiary" onClick={close}>
            {t.close}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
