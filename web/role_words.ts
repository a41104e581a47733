import { type Locale, useView, words } from "#web/ui/view.ts";
import type { Role } from "#worker/lib/grants.ts";

const table: Record<Locale, Record<Role, string>> = {
  nb: {
    platform_admin: "plattformadministrator",
    owner: "eier",
    academic_leader: "faglig leder",
    office: "kontormedarbeider",
    instructor: "trafikklærer",
    student: "elev",
    guardian: "foresatt",
  },
  en: {
    platform_admin: "platform administrator",
    owner: "owner",
    academic_leader: "academic leader",
    office: "office worker",
    instructor: "instructor",
    student: "student",
    guardian: "guardian",
  },
};

/** The name of a role. */
export const useRole = words(table);

/** Several roles as a list in words: "owner and instructor". */
export function useRoles() {
  const { locale } = useView();
  const list = new Intl.ListFormat(locale === "nb" ? "nb-NO" : "en-GB");
  return (roles: readonly string[]) =>
    list.format(roles.map((role) => table[locale][role as Role]));
}
