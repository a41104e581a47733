import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";
import type { Tone } from "./tone.ts";

type CardProps = {
  title?: string | undefined;
  actions?: ComponentChildren;
  /** A quieter card for what stands beside the main thing. */
  tinted?: boolean | undefined;
  children: ComponentChildren;
};

/** A piece of a page with a frame of its own. */
export function Card({ title, actions, tinted, children }: CardProps) {
  return (
    <section class="ds-card" {...(tinted ? { "data-variant": "tinted" } : {})}>
      {(title || actions) && (
        <header class="card-head">
          {title && <h2 class="ds-heading">{title}</h2>}
          {actions && <div class="actions">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

type StatCardProps = {
  label: string;
  value: ComponentChildren;
  hint?: ComponentChildren;
  tone?: Tone | undefined;
  icon?: IconName | undefined;
  /** Where the number comes from: the list behind it. */
  href?: string | undefined;
};

/** One number that matters, and the way to what is behind it. */
export function StatCard({ label, value, hint, tone = "neutral", icon, href }: StatCardProps) {
  return (
    <div class="ds-card stat" data-tone={tone}>
      <p class="stat-label">
        {icon && <Icon name={icon} />}
        {href ? (
          <a class="row-link" href={href}>
            {label}
          </a>
        ) : (
          label
        )}
      </p>
      <p class="stat-value">{value}</p>
      {hint && <p class="stat-hint">{hint}</p>}
    </div>
  );
}

/** Cards beside each other, as many as there is room for. */
export function Grid({ children }: { children: ComponentChildren }) {
  return <div class="grid">{children}</div>;
}

/** The main thing to the left, what belongs to it to the right; one column on a phone. */
export function Split({ main, side }: { main: ComponentChildren; side: ComponentChildren }) {
  return (
    <div class="split">
      <div class="stack">{main}</div>
      <aside class="stack">{side}</aside>
    </div>
  );
}

/** Things beneath each other with even space. */
export function Stack({ children }: { children: ComponentChildren }) {
  return <div class="stack">{children}</div>;
}
