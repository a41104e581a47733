import { useEffect, useState } from "preact/hooks";
import { island } from "#web/islands/island.tsx";

type Props = {
  id: string;
  /** What is being done; anything else means that it is done. */
  state: string;
  done: number;
  total: number;
  label: string;
  locale: string;
};

const EVERY = 1000;

/** How far the work has come, looked up every second; the page is loaded again when it is done. */
function WorkProgress({ id, state, done, total, label, locale }: Props) {
  const [now, setNow] = useState(done);

  useEffect(() => {
    let over = false;
    const look = async () => {
      const answer = await fetch(`/api/v1/imports/${id}`).catch(() => undefined);
      if (over) return;
      if (answer?.ok) {
        const row = (await answer.json()) as { state: string; doneCount: number; stopped: boolean };
        if (row.state !== state || row.stopped) return location.reload();
        setNow(row.doneCount);
      } else if (answer && answer.status < 500) return location.reload(); // signed out meanwhile
      setTimeout(look, EVERY);
    };
    const timer = setTimeout(look, EVERY);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);

  const shown = Math.min(now, total);
  return (
    <div class="progress">
      <p>
        <span>{label}</span>
        <span class="number">
          {shown.toLocaleString(locale)} / {total.toLocaleString(locale)}
        </span>
      </p>
      <progress value={shown} max={Math.max(total, 1)} aria-label={label} />
    </div>
  );
}

export default island("imports/work_progress", WorkProgress);
