import { Badge } from "#web/ui/badge.tsx";
import { Card, Stack } from "#web/ui/card.tsx";
import { useDueText } from "#web/ui/due.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Section } from "#web/ui/page.tsx";
import type { Tone } from "#web/ui/tone.ts";
import { fill } from "#web/ui/words.ts";
import type { FirstStep, Todo, TodoCode, TodoItem } from "#worker/modules/home/rules.ts";
import { useWords } from "../words.ts";

const tones: Record<TodoCode, Tone> = {
  unattested: "warning",
  invoices_overdue: "warning",
  unread_messages: "info",
  vehicles_due: "warning",
  approvals_due: "warning",
  unapproved: "warning",
  mails_bounced: "danger",
  imports_unfinished: "info",
  unplaced: "info",
  minors: "warning",
  waiting: "info",
  invitations_old: "info",
};

/** Everything that waits for somebody, the pressing things first. */
export function Todos({ todos }: { todos: readonly Todo[] }) {
  const t = useWords();
  return (
    <Section title={t("todos")}>
      {todos.length === 0 ? (
        <EmptyState icon="check" title={t("nothing")} text={t("nothing_text")} />
      ) : (
        <Stack>
          {todos.map((todo) => (
            <TodoCard key={todo.code} todo={todo} />
          ))}
        </Stack>
      )}
    </Section>
  );
}

function TodoCard({ todo: { code, href, count, more, items } }: { todo: Todo }) {
  const t = useWords();
  const number = more ? fill(t("many"), { n: count }) : String(count);
  return (
    <section class="ds-card todo">
      <header class="card-head">
        <h3 class="ds-heading">
          <Badge tone={tones[code]}>{number}</Badge> {t(code)}
        </h3>
        <a class="ds-link" href={href}>
          {t("see_all")}
          <span class="ds-sr-only">: {t(code)}</span>
        </a>
      </header>
      <ul class="todo-items">
        {items.map((item) => (
          <li key={item.href + item.title}>
            <Item {...item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Item({ href, title, due }: TodoItem) {
  const text = useDueText();
  return (
    <>
      <a class="ds-link" href={href}>
        {title}
      </a>
      {due && (
        <>
          {" "}
          <Badge tone={due.days <= 7 ? "danger" : "warning"}>{text(due)}</Badge>
        </>
      )}
    </>
  );
}

/** What a new school does first; a step that is done says so. */
export function FirstSteps({ steps }: { steps: readonly FirstStep[] }) {
  const t = useWords();
  return (
    <Card title={t("first_title")}>
      <p>{t("first_lead")}</p>
      <ol class="first-steps">
        {steps.map(({ step, href, done }) => (
          <li key={step}>
            {done ? (
              <>
                {t(`first_${step}`)}{" "}
                <Badge tone="success" icon="check">
                  {t("first_done")}
                </Badge>
              </>
            ) : (
              <a class="ds-link" href={href}>
                {t(`first_${step}`)}
              </a>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
