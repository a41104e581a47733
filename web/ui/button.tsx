import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";
import type { Tone } from "./tone.ts";

/** How much a button asks for attention; one primary on a page. */
export type Variant = "primary" | "secondary" | "tertiary";

type Look = {
  variant?: Variant | undefined;
  tone?: Tone | undefined;
  icon?: IconName | undefined;
  small?: boolean | undefined;
  children: ComponentChildren;
};

const look = ({ variant = "primary", tone = "accent", small }: Omit<Look, "children">) => ({
  class: small ? "ds-button small" : "ds-button",
  "data-variant": variant,
  "data-color": tone,
});

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ href, rel, ...rest }: Look & { href: string; rel?: string }) {
  return (
    <a href={href} {...(rel ? { rel } : {})} {...look({ variant: "secondary", ...rest })}>
      {rest.icon && <Icon name={rest.icon} />}
      {rest.children}
    </a>
  );
}

type SubmitProps = Look & {
  name?: string | undefined;
  value?: string | undefined;
  /** The id of a form elsewhere on the page. */
  form?: string | undefined;
  /** Where this one button posts instead of the form's own action. */
  formAction?: string | undefined;
};

/** The button that sends a form. */
export function Submit({ name, value, form, formAction, ...rest }: SubmitProps) {
  return (
    <button
      type="submit"
      {...(name ? { name } : {})}
      {...(value === undefined ? {} : { value })}
      {...(form ? { form } : {})}
      {...(formAction ? { formAction } : {})}
      {...look(rest)}
    >
      {rest.icon && <Icon name={rest.icon} />}
      {rest.children}
    </button>
  );
}

/** Buttons side by side, the important one first; they stack on a phone. */
export function Actions({ children }: { children: ComponentChildren }) {
  return <div class="actions">{children}</div>;
}
