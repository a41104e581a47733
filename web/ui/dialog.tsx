import type { ComponentChildren } from "preact";
import { Submit } from "./button.tsx";
import { Form, Hidden } from "./form.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { useUiWords } from "./words.ts";

type ConfirmProps = {
  /** The word on the button that opens the question. */
  summary: string;
  title: string;
  text?: ComponentChildren;
  /** Where the form posts. */
  action: string;
  /** The word on the button that does it; the summary when left out. */
  button?: string | undefined;
  tone?: "danger" | "accent" | undefined;
  icon?: IconName | undefined;
  /** Values the form carries, such as the version. */
  values?: Record<string, string | number> | undefined;
  once?: boolean | undefined;
  /** What was filled in was refused: the question stands open, with the errors in it. */
  open?: boolean | undefined;
  /** More to fill in, such as a reason. */
  children?: ComponentChildren;
};

/** A question before something that is hard to undo. Pressing the summary again is "no". */
export function Confirm(props: ConfirmProps) {
  const { summary, title, text, action, button, tone = "danger", icon, values = {} } = props;
  const t = useUiWords();
  return (
    <details class="popup confirm" {...(props.open ? { open: true } : {})}>
      <summary class="ds-button" data-variant="secondary" data-color={tone}>
        {icon && <Icon name={icon} />}
        {summary}
      </summary>
      <div class="popup-body">
        <p class="popup-title">{title}</p>
        {text && <p>{text}</p>}
        <Form action={action} {...(props.once ? { once: true } : {})}>
          {Object.entries(values).map(([name, value]) => (
            <Hidden key={name} name={name} value={value} />
          ))}
          {props.children}
          <Submit tone={tone}>{button ?? summary}</Submit>
          <p class="hint">{t("cancel_hint")}</p>
        </Form>
      </div>
    </details>
  );
}

type DisclosureProps = { summary: ComponentChildren; open?: boolean; children: ComponentChildren };

/** Something that most do not need, one press away. */
export function Disclosure({ summary, open, children }: DisclosureProps) {
  return (
    <details class="disclosure" {...(open ? { open: true } : {})}>
      <summary>
        <Icon name="right" />
        {summary}
      </summary>
      <div class="disclosure-body">{children}</div>
    </details>
  );
}
