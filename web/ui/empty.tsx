import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

type EmptyStateProps = {
  title: string;
  text?: ComponentChildren;
  /** The one thing to do about it. */
  action?: ComponentChildren;
  icon?: IconName | undefined;
};

/** A list with nothing in it says why, and what to do. */
export function EmptyState({ title, text, action, icon = "search" }: EmptyStateProps) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <p class="empty-title">{title}</p>
      {text && <p>{text}</p>}
      {action && <div class="actions">{action}</div>}
    </div>
  );
}
