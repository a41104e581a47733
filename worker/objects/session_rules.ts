import { DAY, HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import type { Locale } from "#worker/lib/ctx.ts";
import { type Role, staffRoles } from "#worker/lib/grants.ts";
import type { Standing } from "#worker/modules/addresses/mod.ts";
import type { Rights } from "#worker/modules/users/mod.ts";

/** `password`: the second factor is still to come. `full`: signed in. */
export type Stage = "password" | "full";

/** One session as the worker knows it while it answers one request. */
export type CheckedSession = {
  userId: string;
  name: string;
  email: string;
  locale: Locale;
  stage: Stage;
  schoolId: string;
  /** The roles that count from where she comes, those that do not, and why. */
  roles: readonly Role[];
  shut: readonly Role[];
  door: Standing["door"];
  /** She leads one of her schools, and her address shuts her out there. */
  shutLeader: boolean;
  schools: readonly { id: string; name: string }[];
  csrfSeed: string;
  /** The instant of the last full proof of who this is, for step-up. */
  authAt: string;
  /** Whether a second factor is set up. */
  secondFactor: boolean;
  /** The day it becomes compulsory; null when set up or never. */
  enrolBy: string | null;
  mustEnrol: boolean;
  /** Somebody who watches wants to know who this is before anything else happens. */
  mustProve: boolean;
  /** Four hours old: the worker asks for a new secret. */
  renew: boolean;
  /** A cookie that outlives the browser, which only students may ask for. */
  keep: boolean;
  /** She sees a school as somebody else: school and roles above are then that person's. */
  visit?: Visit & { name: string };
  /** The visit that she was on is over, and this is the first she hears of it. */
  visitOver?: boolean;
};

/** A support visit, as the session keeps it: whom she sees as, where, and until when at most. */
export type Visit = { id: string; schoolId: string; personId: string; until: string };

/** Somebody as a visitor sees her: who she is in a school, and what she may do there. */
export type Face = { name: string; school: { id: string; name: string }; roles: readonly Role[] };

/** A session as its object keeps it. */
export type Row = {
  id: string;
  hash: string;
  old_hash: string | null;
  old_until: string | null;
  /** When the old secret was last proven: it gains nothing from a proof that came after it. */
  old_auth_at: string | null;
  stage: Stage;
  created_at: string;
  issued_at: string;
  last_seen: string;
  auth_at: string;
  csrf_seed: string;
  school_id: string | null;
  known_device: number;
  keep: number;
  ip_prefix: string;
  label: string;
};

/** What a proof gives a session: another secret, and another seed for its forms or the same. */
export type Proven = { hash: string; csrfSeed: string; linger?: boolean };

/** A session as its owner sees it in "my devices". `id` is not the secret and opens nothing. */
export type Device = {
  id: string;
  createdAt: string;
  lastSeen: string;
  ipPrefix: string;
  label: string;
  current: boolean;
};

const WAIT_FOR_FACTOR = 5 * MINUTE;

export type School = Rights["schools"][number];

/** The school a session is in: the one it chose, else the person's first. */
export function activeSchool(rights: Rights, id: string | null): School | undefined {
  return rights.schools.find((school) => school.id === id) ?? rights.schools[0];
}

/** How long a session may rest, and how old it may grow: the longest its roles allow is not given,
 *  the strictest of them is. A student's phone is no office machine. */
function lifetime({ roles, idleMinutes }: School, row: Row): { idle: number; total: number } {
  const has = (...some: Role[]) => some.some((role) => roles.includes(role));
  if (has("platform_admin")) return { idle: 15 * MINUTE, total: 4 * HOUR };
  if (has("owner", "office", "academic_leader"))
    return { idle: idleMinutes * MINUTE, total: 10 * HOUR };
  if (has("instructor"))
    return row.known_device
      ? { idle: 12 * HOUR, total: DAY }
      : { idle: idleMinutes * MINUTE, total: 10 * HOUR };
  return { idle: 7 * DAY, total: 30 * DAY };
}

/** Whether a session has ended by itself. */
export function expired(row: Row, rights: Rights, school: School, now: string): boolean {
  if (rights.disabled) return true;
  const at = Date.parse(now);
  const age = at - Date.parse(row.created_at);
  if (row.stage === "password") return age > WAIT_FOR_FACTOR;
  const { idle, total } = lifetime(school, row);
  return age > total || at - Date.parse(row.last_seen) > idle + MINUTE;
}

/** Staff have seven days to set up a second factor; the platform's own people have none. */
export function enrolmentDay(rights: Rights, school: School): string | null {
  if (rights.secondFactor) return null;
  if (school.roles.includes("platform_admin")) return school.since;
  const staff = school.roles.some((role) => role !== "student" && role !== "guardian");
  return staff ? shift(school.since, 7 * DAY) : null;
}

/**
 * Somebody's face in a school. Only those who work there have one, pupils are nobody's to visit;
 * and none has whoever must set up a second factor before she may do anything herself.
 */
export function faceIn(rights: Rights | undefined, schoolId: string, now: string): Face | null {
  const school = rights?.schools.find(({ id }) => id === schoolId);
  if (!rights || rights.disabled || !school) return null;
  const enrolBy = enrolmentDay(rights, school);
  if (enrolBy !== null && enrolBy <= now) return null;
  const roles = staffRoles.filter((role) => school.roles.includes(role));
  const { id, name } = school;
  return roles.length > 0 ? { name: rights.name, school: { id, name }, roles } : null;
}

/** As much of a face as an owner has lent. Roles that came after her yes are not in it. */
export function lentFace(face: Face | null, lent: readonly Role[]): Face | null {
  const roles = face?.roles.filter((role) => lent.includes(role)) ?? [];
  return face && roles.length > 0 ? { ...face, roles } : null;
}
