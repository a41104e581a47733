import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";
import type { Tone } from "./tone.ts";

type BadgeProps = { tone?: Tone; icon?: IconName; children: ComponentChildren };

/** A state in a word or two; the text carries the meaning, the colour only helps. */
export function Badge({ tone = "neutral", icon, children }: BadgeProps) {
  return (
    <span class="ds-tag" data-color={tone}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
