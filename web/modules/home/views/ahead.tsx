import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { formatDay, formatInstant } from "#web/ui/date.tsx";
import { formatMoney } from "#web/ui/money.tsx";
import { Progress } from "#web/ui/progress.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText } from "#web/words.ts";
import type { ClassStages, Learner, NextLesson } from "#worker/modules/home/rules.ts";
import { useWords } from "../words.ts";

const SHOWN = 4;

/** What somebody's next lesson is, and the ones after it; and the way to book another. */
export function Ahead({ learner }: { learner: Learner }) {
  const t = useWords();
  const { grants } = useView();
  const [first, ...later] = learner.next;
  const more = learner.next.length > SHOWN;
  return (
    <div class="ahead">
      <h3 class="ds-heading">{t("next")}</h3>
      {first ? <Next lesson={first} /> : <p>{t("next_none")}</p>}
      {later.length > 0 && (
        <ul class="ahead-later">
          {later.slice(0, SHOWN - 1).map((one) => (
            <li key={one.id}>
              <a class="ds-link" href={`/me/bookings/${one.id}`}>
                <When lesson={one} />
              </a>{" "}
              <span class="hint">{useWhat()(one)}</span>
            </li>
          ))}
        </ul>
      )}
      {grants.includes("bookings:own") && (
        <Actions>
          <LinkButton href={`/me/bookings/new?student=${learner.id}`} variant="primary">
            {t("book")}
          </LinkButton>
          {more && <LinkButton href="/me/bookings">{t("all_ahead")}</LinkButton>}
        </Actions>
      )}
      {learner.unsigned > 0 && learner.self && (
        <Alert tone="info">
          <p>
            {fill(t(learner.unsigned === 1 ? "unsigned_one" : "unsigned"), {
              n: learner.unsigned,
            })}{" "}
            <a class="ds-link" href="/me/lessons">
              {t("unsigned_go")}
            </a>
          </p>
        </Alert>
      )}
      <Due learner={learner} />
      {learner.unread > 0 && learner.self && (
        <Alert tone="info">
          <p>
            {t("unread")}{" "}
            <a class="ds-link" href="/me/messages">
              {t("unread_go")}
            </a>
          </p>
        </Alert>
      )}
    </div>
  );
}

/** What is to be paid, and by when; what is late is said so. */
function Due({ learner: { due } }: { learner: Learner }) {
  const t = useWords();
  const { locale, today } = useView();
  const [first] = due;
  if (!first) return null;
  const late = first.dueOn < today;
  const sum = due.reduce((ore, one) => ore + one.openOre, 0);
  return (
    <Alert tone={late ? "warning" : "info"}>
      <p>
        {fill(t(late ? "due_late" : "due"), {
          amount: formatMoney(locale, sum),
          on: formatDay(locale, first.dueOn),
        })}{" "}
        <a class="ds-link" href="/me/invoices">
          {t("due_go")}
        </a>
      </p>
    </Alert>
  );
}

function Next({ lesson }: { lesson: NextLesson }) {
  const t = useWords();
  const what = useWhat();
  const about = [what(lesson), lesson.instructor].filter(Boolean).join(" · ");
  return (
    <p class="ahead-next">
      <a class="ds-link" href={`/me/bookings/${lesson.id}`}>
        <When lesson={lesson} />
      </a>
      <span>{about}</span>
      {lesson.pickup && <span>{fill(t("pickup"), { place: lesson.pickup })}</span>}
    </p>
  );
}

/** What is taught, by name: the step, or what the booking is called. */
export function useWhat() {
  const { locale } = useView();
  return ({ classCode, step, title }: Pick<NextLesson, "classCode" | "step" | "title">) =>
    title ?? [classCode, step && nameText(locale, step)].filter(Boolean).join(" · ");
}

function When({ lesson: { startsAt, endsAt } }: { lesson: NextLesson }) {
  const { locale } = useView();
  const clock = (at: string) => formatInstant(locale, at, "clock");
  return (
    <time dateTime={startsAt}>
      {formatInstant(locale, startsAt, "weekday")} {clock(startsAt)}–{clock(endsAt)}
    </time>
  );
}

type StagesProps = { progress: ClassStages; learner: Pick<Learner, "self" | "name"> };

/** How far somebody has come with a class, and what she has yet to do. */
export function Stages({ progress, learner }: StagesProps) {
  const t = useWords();
  const { locale } = useView();
  const { classCode, stages, missing, ready, finished } = progress;
  return (
    <div class="stages">
      <h3 class="ds-heading">{fill(t("learner_class"), { class: classCode })}</h3>
      {stages.map(({ stage, done, of }) => (
        <Progress key={stage} value={done} max={of} label={fill(t("stage"), { n: stage })} />
      ))}
      {finished ? (
        <p>{t("finished")}</p>
      ) : (
        <p>
          {ready
            ? fill(t(learner.self ? "ready" : "ready_child"), { name: learner.name })
            : fill(t("missing"), {
                steps: missing.map((step) => nameText(locale, step)).join(", "),
              })}{" "}
          <a class="ds-link" href="/me/training">
            {t("training")}
          </a>
        </p>
      )}
    </div>
  );
}
