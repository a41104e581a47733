import { useEffect, useRef, useState } from "preact/hooks";
import { island } from "#web/islands/island.tsx";
import { type Block, type Place, textOf } from "../board/board.ts";
import { instantOf } from "../board/clock.ts";
import { decorate, tick } from "../board/decorate.ts";
import { Dialog, Refusal } from "../board/dialog.tsx";
import { enableDrag } from "../board/drag.ts";
import { type Move, MoveDialog, sendMove } from "../board/move.tsx";
import { QuickCreate } from "../board/quick.tsx";
import { focusOn } from "../board/refresh.ts";
import type { Refused } from "../board/send.ts";
import { useLive } from "../board/use_live.ts";
import type { BoardWords } from "../board/words.ts";

type Props = {
  /** When the page was made. */
  at: string;
  /** Whether what others do is drawn: not on a visit, which a line would outlive. */
  live: boolean;
  /** Whether the reader may book and move. */
  writes: boolean;
  t: BoardWords;
};

type Question =
  | { kind: "new"; place: Place }
  | { kind: "move"; block: Block }
  | { kind: "refused"; refused: Refused; again: () => void };

const MINUTE = 60_000;

/** Drag, stretch, mark and press in the calendar, and what others change while it is open. */
function Board({ at, live, writes, t }: Props) {
  const board = useRef<HTMLElement | null>(null);
  const [question, ask] = useState<Question>();
  const [said, say] = useState("");
  const busy = useRef(false);
  busy.current = question !== undefined;

  const { state, refresh } = useLive({ at, live, board, busy, changed: () => say(t.changed) });
  const close = () => ask(undefined);

  async function drawn(text: string, href?: string) {
    close();
    await refresh();
    if (board.current && href) focusOn(board.current, href);
    say(text);
  }

  async function move(block: Block, to: Place, done: () => void, anyway = false) {
    const { date = "", kind, id } = to.column.dataset;
    const other = kind === "instructor" && id && to.column !== block.at.column;
    const wanted: Move = {
      startsAt: instantOf(date, to.from),
      endsAt: instantOf(date, to.to),
      ...(other && { instructorId: id }),
      anyway,
    };
    say(t.moving);
    const { refused } = await sendMove(block, wanted, t.lost);
    if (refused) ask({ kind: "refused", refused, again: () => void move(block, to, done, true) });
    else await drawn(t.moved_to.replace("{time}", textOf(to)), `/bookings/${block.id}`);
    done();
  }

  useEffect(() => {
    const root = document.querySelector<HTMLElement>(".cal-board");
    board.current = root;
    if (!root) return;
    const ticking = setInterval(() => tick(root), MINUTE);
    const stops = [() => clearInterval(ticking)];
    if (writes) {
      stops.push(decorate(root, t.move, (block) => ask({ kind: "move", block })));
      stops.push(
        enableDrag(root, {
          moved: (block, to, done) => void move(block, to, done),
          drawn: (place) => ask({ kind: "new", place }),
        }),
      );
    }
    return () => {
      for (const stop of stops) stop();
    };
  }, []);

  return (
    <>
      <p class="cal-live" data-live={state} title={state === "on" ? t.live : t.not_live}>
        <span class="ds-sr-only" role="status">
          {said}
        </span>
        {state !== "off" && (state === "on" ? t.live : t.not_live)}
      </p>
      {question?.kind === "new" && (
        <QuickCreate
          place={question.place}
          t={t}
          close={close}
          done={(id) => void drawn(t.booked, `/bookings/${id}`)}
        />
      )}
      {question?.kind === "move" && (
        <MoveDialog
          block={question.block}
          t={t}
          close={close}
          done={({ id }) => void drawn(t.moved, `/bookings/${id}`)}
        />
      )}
      {question?.kind === "refused" && (
        <Dialog title={t.refused_move} close={close}>
          <Refusal
            title={t.back}
            lines={question.refused.lines}
            anyway={
              question.refused.code === "bookings.careful"
                ? () => {
                    close();
                    question.again();
                  }
                : undefined
            }
            t={t}
          />
          <div class="actions">
            <button type="button" class="ds-button" onClick={close}>
              {t.close}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

export default island("calendar/board", Board);
