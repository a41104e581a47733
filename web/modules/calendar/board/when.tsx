import { useState } from "preact/hooks";
import { clockOf } from "../views/place.ts";
import type { Place } from "./board.ts";
import { instantOf } from "./clock.ts";
import { Input } from "./dialog.tsx";
import type { BoardWords } from "./words.ts";

/** When something is, as it is typed. */
export function useWhen({ column, from, to }: Place) {
  const [date, setDate] = useState(column.dataset.date ?? "");
  const [at, setAt] = useState(clockOf(from));
  const [minutes, setMinutes] = useState(String(to - from));
  const span = () => {
    const [hour = 0, minute = 0] = at.split(":").map(Number);
    const start = instantOf(date, hour * 60 + minute);
    const end = new Date(Date.parse(start) + Number(minutes) * 60_000).toISOString();
    return { startsAt: start, endsAt: end };
  };
  const fields = (t: BoardWords) => (
    <div class="cal-when">
      <Input label={t.date} type="date" value={date} set={setDate} />
      <Input label={t.at} type="time" value={at} set={setAt} />
      <Input label={t.minutes} type="number" value={minutes} set={setMinutes} />
    </div>
  );
  return { date, at, minutes, span, fields };
}
