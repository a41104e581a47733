import type { ComponentChildren } from "preact";
import { Time } from "./date.tsx";
import type { Tone } from "./tone.ts";

/** Something that happened. */
export type Moment = {
  at: string;
  who?: string | undefined;
  title: string;
  text?: ComponentChildren;
  tone?: Tone | undefined;
  key?: string | undefined;
};

/** What happened, newest first. */
export function Timeline({ items }: { items: readonly Moment[] }) {
  return (
    <ol class="timeline">
      {items.map(({ at, who, title, text, tone = "neutral", key }) => (
        <li key={key ?? `${at} ${title}`} data-color={tone}>
          <p class="timeline-title">{title}</p>
          <p class="hint">
            <Time at={at} />
            {who && ` · ${who}`}
          </p>
          {text && <div>{text}</div>}
        </li>
      ))}
    </ol>
  );
}
