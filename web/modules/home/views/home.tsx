import { LawTable } from "#web/modules/curriculum/views.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Card, Grid, Split } from "#web/ui/card.tsx";
import { BarChart } from "#web/ui/chart.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Role } from "#worker/lib/grants.ts";
import type { Home } from "#worker/modules/home/rules.ts";
import { useWords } from "../words.ts";
import { ContactCard, LearnerCards } from "./learning.tsx";
import { MyApprovals, MyDay, MyStudents } from "./teaching.tsx";
import { Today } from "./today.tsx";
import { FirstSteps, Todos } from "./todos.tsx";

type HomeProps = { home: Home; roles: readonly Role[] };

/** What needs doing today, for everything that somebody is at the school. */
export function HomePage({ home, roles }: HomeProps) {
  const t = useWords();
  const { person } = useView();
  const first = person?.name.split(" ")[0] ?? "";
  const works = roles.some((role) => ["owner", "office", "academic_leader"].includes(role));
  const learns = roles.some((role) => role === "student" || role === "guardian");
  return (
    <Page
      title={fill(t("hello"), { name: first })}
      lead={works ? fill(t("lead_school"), { school: person?.schoolName ?? "" }) : undefined}
      actions={<Shortcuts />}
    >
      {home.firstSteps && home.firstSteps.length > 0 && <FirstSteps steps={home.firstSteps} />}
      <Split
        main={
          <>
            {home.myWork && <MyDay {...home.myWork} />}
            {home.today && home.myWork?.employeeId && <Today lessons={home.today} />}
            {(works || (home.todos ?? []).length > 0) && <Todos todos={home.todos ?? []} />}
            {home.myStudents && <MyStudents {...home.myStudents} />}
            {learns && <LearnerCards learners={home.learners ?? []} />}
            {home.law && home.law.length > 0 && (
              <Card title={t("law")}>
                <LawTable classes={home.law} />
              </Card>
            )}
            {home.schools && <Schools {...home.schools} />}
          </>
        }
        side={
          <>
            {home.myWork && <MyApprovals {...home.myWork} />}
            {home.contact && <ContactCard contact={home.contact} />}
            {home.newest && <Newest newest={home.newest} />}
          </>
        }
      />
    </Page>
  );
}

const shortcuts = [
  { grant: "bookings:write", href: "/bookings/new", label: "book_lesson" },
  { grant: "students:write", href: "/students/new", label: "add_student" },
  { grant: "imports:run", href: "/imports", label: "import" },
  { grant: "employees:write", href: "/employees/new", label: "add_employee" },
  { grant: "vehicles:write", href: "/vehicles/new", label: "add_vehicle" },
] as const;

function Shortcuts() {
  const t = useWords();
  const { grants } = useView();
  const mine = shortcuts.filter(({ grant }) => grants.includes(grant));
  if (mine.length === 0) return null;
  return (
    <Actions>
      {mine.map(({ href, label }, index) => (
        <LinkButton key={href} href={href} variant={index === 0 ? "primary" : "secondary"}>
          {t(label)}
        </LinkButton>
      ))}
    </Actions>
  );
}

function Newest({ newest }: { newest: NonNullable<Home["newest"]> }) {
  const t = useWords();
  const { count, weeks, classes } = newest;
  if (count === 0) return null;
  return (
    <Card title={t("newest")}>
      <Grid>
        {weeks.length > 2 && (
          <BarChart
            title={t("weeks_title")}
            desc={t("weeks_desc")}
            points={weeks.map(({ label, value }) => ({ label: weekNumber(label), value }))}
          />
        )}
        {classes.length > 0 && (
          <BarChart
            title={t("classes_title")}
            desc={fill(t("classes_desc"), { n: count })}
            points={classes}
          />
        )}
      </Grid>
    </Card>
  );
}

/** The ISO week of a Monday, as Norwegians number weeks: the week of the year's first Thursday is 1. */
function weekNumber(monday: string): string {
  const thursday = Date.parse(monday) + 3 * 86_400_000;
  const newYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return String(Math.floor((thursday - newYear) / (7 * 86_400_000)) + 1);
}

function Schools({ items, more }: NonNullable<Home["schools"]>) {
  const t = useWords();
  return (
    <Card
      title={t("platform")}
      actions={<LinkButton href="/platform/schools">{t("platform_all")}</LinkButton>}
    >
      <ul class="finds">
        {items.map(({ id, name }) => (
          <li key={id}>
            <a class="find" href={`/platform/schools/${id}`}>
              {name}
            </a>
          </li>
        ))}
        {more && <li class="find hint">…</li>}
      </ul>
    </Card>
  );
}
