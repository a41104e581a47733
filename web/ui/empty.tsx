import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";
import { useUiWords } from "./words.ts";

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

type NothingFoundProps = { q: string; title: string; text: string; action?: ComponentChildren };

/** A search that found nothing, and why: a lone letter begins too much to be searched for. */
export function NothingFound({ q, ...rest }: NothingFoundProps) {
  const t = useUiWords();
  if (!isTooShort(q)) return <EmptyState {...rest} />;
  return <EmptyState title={t("too_short")} text={t("too_short_text")} />;
}

const isTooShort = (q: string) => q.trim() !== "" && !/[\p{L}\p{N}]{2}/u.test(q.normalize("NFC"));
