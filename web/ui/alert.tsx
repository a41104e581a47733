import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";
import type { Tone } from "./tone.ts";
import { useUiWords } from "./words.ts";

type AlertProps = {
  tone?: Exclude<Tone, "neutral" | "accent"> | undefined;
  title?: string | undefined;
  /** Read out at once; for what has just happened, not for what has stood there all day. */
  live?: boolean | undefined;
  actions?: ComponentChildren;
  children?: ComponentChildren;
};

/** Something the reader must know before going on. */
export function Alert({ tone = "info", title, live, actions, children }: AlertProps) {
  const t = useUiWords();
  const role = tone === "danger" ? "alert" : "status";
  return (
    <div class="ds-alert" data-color={tone} {...(live ? { role } : {})}>
      <Icon name={tone} />
      <div class="alert-body">
        <span class="ds-sr-only">{t(`tone_${tone}`)}: </span>
        {title && <p class="alert-title">{title}</p>}
        {children}
        {actions && <div class="actions">{actions}</div>}
      </div>
    </div>
  );
}
