import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatInstant, Time } from "#web/ui/date.tsx";
import { Confirm, Disclosure } from "#web/ui/dialog.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { ErrorSummary, Form } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { written } from "#web/ui/reasons.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { useProblem } from "#web/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import type { ShownAbsence } from "#worker/modules/absences/actions.ts";
import { useWords } from "../words.ts";
import { Edge } from "./edge.tsx";

const untouched = { values: {}, errors: {} };
type Hit = ShownAbsence["hit"][number];
type AbsenceProps = ShownAbsence & { draft?: Draft<unknown> };

/** One absence, the lessons that it hits, and who can take each of them. */
export function AbsencePage({ absence, hit, draft = untouched }: AbsenceProps) {
  const t = useWords();
  const { grants } = useView();
  const { id, employee, employeeId, kind, startsAt, endsAt, note, cancelledAt, version } = absence;
  const mayWrite = grants.includes("absences:write");
  const open = mayWrite && cancelledAt === null;
  return (
    <Page
      title={employee}
      lead={kind ? t(`kind_${kind}`) : undefined}
      crumbs={[{ href: "/absences", label: t("title") }]}
      actions={
        open && (
          <>
            <LinkButton href={`/absences/${id}/edit`} icon="pencil">
              {t("edit")}
            </LinkButton>
            <Confirm
              summary={t("call_off")}
              title={t("call_off_title")}
              text={t("call_off_text")}
              action={`/absences/${id}/cancellation`}
              values={{ version }}
            />
          </>
        )
      }
    >
      <ErrorSummary draft={draft} labels={{}} />
      {cancelledAt && (
        <Alert tone="info">
          <p>{t("called_off")}</p>
        </Alert>
      )}
      <Card title={t("title")}>
        <Facts
          items={[
            {
              label: t("employeeId"),
              value: (
                <a class="ds-link" href={`/employees/${employeeId}`}>
                  {employee}
                </a>
              ),
            },
            { label: t("startsAt"), value: <Edge at={startsAt} /> },
            { label: t("endsAt"), value: <Edge at={endsAt} end /> },
            { label: t("note"), value: note },
          ]}
        />
      </Card>
      {open && (
        <Section title={t("hit")}>
          {hit.length === 0 ? <p>{t("hit_none")}</p> : <Share id={id} hit={hit} />}
        </Section>
      )}
    </Page>
  );
}

function Share({ id, hit }: { id: string; hit: readonly Hit[] }) {
  const t = useWords();
  const nameOf = ({ booking }: Hit) => booking.student ?? booking.title ?? "–";
  return (
    <>
      <p>{t("hit_lead")}</p>
      <Form action={`/absences/${id}/reassignment`}>
        <DataTable
          rows={hit}
          caption={t("hit")}
          rowKey={({ booking }) => booking.id}
          columns={[
            {
              key: "when",
              label: t("when"),
              cell: ({ booking }) => (
                <a class="ds-link" href={`/bookings/${booking.id}`}>
                  <Time at={booking.startsAt} />
                </a>
              ),
            },
            { key: "student", label: t("student"), cell: nameOf },
            { key: "what", label: t("what"), cell: ({ booking }) => booking.classCode ?? "–" },
            { key: "becomes", label: t("becomes"), cell: (one) => <Becomes one={one} /> },
          ]}
        />
        <Actions>
          <Submit>{t("share")}</Submit>
        </Actions>
      </Form>
    </>
  );
}

/** What is to become of one lesson: the proposal stands first, "later" is always there. */
function Becomes({ one: { booking, best, people } }: { one: Hit }) {
  const t = useWords();
  const { locale } = useView();
  const value = (to: string) => `${booking.id} ${booking.version} ${to}`;
  const able = people.filter(({ reasons }) => reasons.length === 0);
  const label = `${t("becomes")}: ${formatInstant(locale, booking.startsAt)}`;
  return (
    <>
      <select class="ds-input" name="moves" aria-label={label}>
        <option value="">{t("stay")}</option>
        {able.map(({ id, name, careful }) => (
          <option key={id} value={value(id)} selected={id === best}>
            {careful.length > 0 ? `${name} (${t("outside")})` : name}
          </option>
        ))}
        <option value={value("off")}>{t("off")}</option>
      </select>
      <WhyNot people={people} nobody={able.length === 0} />
    </>
  );
}

/** Why the others cannot take it: a sentence for each of them. */
function WhyNot({ people, nobody }: { people: Hit["people"]; nobody: boolean }) {
  const t = useWords();
  const { locale } = useView();
  const problem = useProblem();
  const refused = people.flatMap(({ id, name, reasons: [first] }) =>
    first ? [{ id, name, ...first }] : [],
  );
  if (refused.length === 0) return nobody ? <p class="hint">{t("nobody")}</p> : null;
  return (
    <Disclosure summary={t(nobody ? "nobody" : "why_not")}>
      <ul>
        {refused.map(({ id, name, code, params }) => (
          <li key={id}>
            {name}: {fill(problem(code), written(locale, params))}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
