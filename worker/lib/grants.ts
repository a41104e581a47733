export const roles = [
  "platform_admin",
  "owner",
  "academic_leader",
  "office",
  "instructor",
  "student",
  "guardian",
] as const;
export type Role = (typeof roles)[number];

/** Roles that a school gives its own people, and that must have a second factor. */
export const staffRoles = ["owner", "academic_leader", "office", "instructor"] as const;

const staff = staffRoles;
const office = ["owner", "office"] as const;
const leaders = ["owner", "academic_leader"] as const;
const register = ["owner", "academic_leader", "office"] as const;

/** Grant x role on one page. Which rows a grant reaches is the scope in each queries.ts. */
const table = {
  "account:own": roles,
  "home:read": roles,
  "me:read": ["student", "guardian"],

  "schools:read": staff,
  "schools:write": ["owner"],
  "users:read": ["platform_admin", ...leaders],
  "users:write": ["platform_admin", "owner"],
  "audit:read": leaders,
  "security:read": ["platform_admin", "owner"],
  "security:write": ["platform_admin", "owner"],
  "addresses:manage": ["platform_admin", "owner"],
  "mail:read": ["platform_admin", ...office],
  "mail:write": ["platform_admin", ...office],

  "students:read": staff,
  "students:write": register,
  "students:export": office,
  "students:national_id": register,
  "imports:run": office,
  "privacy:manage": office,

  "training:read": staff,
  "training:plan": register,
  "training:record": ["academic_leader", "instructor"],
  "training:override": ["academic_leader"],
  "employees:read": staff,
  "employees:write": leaders,
  "vehicles:read": staff,
  "vehicles:write": office,
  "prices:read": staff,
  "prices:write": office,
  "charges:read": staff,
  "charges:write": office,
  "charges:waive": office,
  "ledger:read": office,
  "invoices:read": office,
  "invoices:write": office,
  "payments:read": office,
  "payments:write": office,
  "calendar:read": staff,
  "resources:read": staff,
  "resources:write": office,
  "bookings:read": staff,
  "bookings:write": staff,
  "bookings:own": ["student", "guardian"],
  "absences:read": staff,
  "absences:write": register,
  "absences:own": ["owner", "academic_leader", "instructor"],
  "lessons:read": staff,
  "lessons:attest": ["owner", "academic_leader", "instructor"],
  "lessons:attest_any": leaders,
  "lessons:sign": ["student"],
  "messages:read": ["owner", "academic_leader", "instructor"],
  "messages:write": ["owner", "academic_leader", "instructor"],
  "messages:own": ["student"],
  "search:use": staff,

  "visits:ask": ["platform_admin"],
  "visits:decide": ["owner"],
  "platform:schools": ["platform_admin"],
  "platform:audit": ["platform_admin"],
  "operations:read": ["platform_admin"],
  "operations:run": ["platform_admin"],
  "backups:read": ["platform_admin"],
  "backups:run": ["platform_admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Grant = keyof typeof table;
export const grants = Object.keys(table) as Grant[];

/** Who has a grant: the table read the other way, for the page "who may do what". */
export function rolesWith(grant: Grant): readonly Role[] {
  return table[grant];
}

/** What stays the other's alone when somebody sees as her: secrets, letters, the books, and ways in. */
const taken: readonly Grant[] = [
  ...(["account:own", "users:write", "visits:decide", "addresses:manage"] as const),
  ...(["security:read", "security:write", "privacy:manage"] as const),
  ...(["students:national_id", "students:export", "imports:run"] as const),
  ...(["payments:read", "payments:write", "ledger:read", "audit:read"] as const),
  ...(["messages:read", "messages:write", "messages:own"] as const),
];

/** The rights of whoever sees as somebody with these roles. */
export const onVisit = (membership: readonly Role[]): Grant[] =>
  grantsOf(membership).filter((grant) => !taken.includes(grant));

/** A membership is a set of roles, and its rights are their union. */
export function grantsOf(membership: readonly Role[]): Grant[] {
  return grants.filter((grant) => table[grant].some((role) => membership.includes(role)));
}
