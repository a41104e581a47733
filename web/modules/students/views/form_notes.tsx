import { Alert } from "#web/ui/alert.tsx";
import { formatDay } from "#web/ui/date.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { phoneText } from "#web/ui/phone.tsx";
import { useView } from "#web/ui/view.ts";
import type { Double, Options } from "#worker/modules/students/card/queries.ts";
import type { Student } from "#worker/modules/students/input.ts";
import { useWords } from "../words.ts";
import { Born, Classes } from "./parts.tsx";

/** Who may be the same person, each a link to her page. */
export function Doubles({ doubles }: { doubles: readonly Double[] }) {
  const t = useWords();
  if (doubles.length === 0) return null;
  return (
    <Alert tone="warning" title={t("doubles_title")} live>
      <p>{t("doubles_text")}</p>
      <ul>
        {doubles.map(({ id, number, firstName, lastName, birthDate }) => (
          <li key={id}>
            <a class="ds-link" href={`/students/${id}`} target="_blank" rel="noopener">
              {firstName} {lastName}
            </a>{" "}
            <Born birthDate={birthDate} /> <span class="hint">{number}</span>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

type TheirsProps = { student: Student; options: Options };

/** How the student is now, above the form with what was typed on an older version. */
export function Theirs({ student, options }: TheirsProps) {
  const t = useWords();
  const { locale } = useView();
  const nameIn = (all: readonly { id: string; name: string }[], id: string | null) =>
    all.find((one) => one.id === id)?.name;
  const plain = [
    "firstName",
    "lastName",
    "birthDate",
    "phone",
    "email",
    "address",
    "postalCode",
    "startedOn",
    "note",
  ] as const;
  const written = {
    ...student,
    birthDate: formatDay(locale, student.birthDate),
    startedOn: student.startedOn && formatDay(locale, student.startedOn),
    phone: student.phone && phoneText(student.phone),
  };
  return (
    <Alert tone="warning" title={t("stale_title")} live>
      <p>{t("stale_text")}</p>
      <Facts
        items={[
          ...plain.map((field) => ({ label: t(field), value: written[field] })),
          { label: t("classes"), value: <Classes {...student} /> },
          { label: t("instructorId"), value: nameIn(options.instructors, student.instructorId) },
          { label: t("branchId"), value: nameIn(options.branches, student.branchId) },
        ]}
      />
    </Alert>
  );
}
