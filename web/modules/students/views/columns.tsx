import { formatDay } from "#web/ui/date.tsx";
import { PhoneLink } from "#web/ui/phone.tsx";
import type { Column } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import type { ColumnName, StudentRow } from "#worker/modules/students/register/input.ts";
import { useWords } from "../words.ts";
import { useParts } from "./parts.tsx";

/** The columns of the register: the name and number always, the others as chosen. */
export function useColumns(shown: readonly ColumnName[]): Column<StudentRow>[] {
  const t = useWords();
  const { locale } = useView();
  const part = useParts();
  const all: Record<ColumnName, Omit<Column<StudentRow>, "key" | "label">> = {
    classes: { cell: (s) => part.classes(s) },
    status: { cell: (s) => part.status(s.status) },
    instructor: { cell: (s) => part.instructor(s) },
    phone: { cell: (s) => PhoneLink(s) },
    email: { cell: (s) => s.email ?? "–" },
    birthDate: { cell: (s) => part.born(s.birthDate) },
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
