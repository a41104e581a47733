import { formatDay } from "#web/ui/date.tsx";
import { PhoneLink } from "#web/ui/phone.tsx";
import type { Column } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import type { ColumnName, StudentRow } from "#worker/modules/students/register/input.ts";
import { useWords } from "../words.ts";
import { Born, Classes, Instructor, StatusBadge } from "./parts.tsx";

/** The columns of the register: the name and number always, the others as chosen. */
export function useColumns(shown: readonly ColumnName[]): Column<StudentRow>[] {
  const t = useWords();
  const { locale } = useView();
  const all: Record<ColumnName, Omit<Column<StudentRow>, "key" | "label">> = {
    classes: { cell: (s) => <Classes {...s} /> },
    status: { cell: (s) => <StatusBadge status={s.status} /> },
    instructor: { cell: (s) => <Instructor {...s} /> },
    phone: { cell: (s) => <PhoneLink phone={s.phone} /> },
    email: { cell: (s) => s.email ?? "–" },
    birthDate: { cell: (s) => <Born birthDate={s.birthDate} /> },
    branch: { cell: (s) => s.branch ?? "–" },
    startedOn: { cell: (s) => (s.startedOn ? formatDay(locale, s.startedOn) : "–") },
  };
  return [
    {
      key: "name",
      label: t("name"),
      sort: true,
      cell: (s) => `${s.lastName}, ${s.firstName}`,
    },
    { key: "number", label: t("number"), sort: true, align: "end", cell: (s) => s.number },
    ...shown.map((name) => ({ key: name, label: t(name), ...all[name] })),
  ];
}
