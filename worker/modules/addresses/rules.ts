import type { Role } from "#worker/lib/grants.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { isWithin, widthOf } from "#worker/lib/ranges.ts";

type Ranged = { range: string; roles: readonly Role[] };
type Block = { range: string; until: string | null };

/** What a school's lists say, as the session object keeps it. */
export type SchoolLists = {
  ranges: readonly Ranged[];
  blocks: readonly Block[];
  /** Until when the lists are set aside, for her or for all owners. */
  openings: readonly { userId: string | null; until: string }[];
};

export type Standing = {
  /** The roles that count from here. */
  roles: readonly Role[];
  /** Those that she has and that do not. */
  shut: readonly Role[];
  /** Why. */
  door: "open" | "outside" | "blocked";
};

type Comer = { userId: string; roles: readonly Role[]; address: string | undefined; now: string };

/** Which of somebody's roles count where she comes from. */
export function standing(lists: SchoolLists, comer: Comer): Standing {
  const { roles } = comer;
  if (isOpened(lists, comer)) return { roles, shut: [], door: "open" };
  if (isBlocked(lists.blocks, comer)) return { roles: [], shut: roles, door: "blocked" };
  const shut = shutRoles(lists.ranges, comer);
  if (shut.length === 0) return { roles, shut, door: "open" };
  return { roles: roles.filter((role) => !shut.includes(role)), shut, door: "outside" };
}

/** Whether one of these roles may break the glass. */
export const leads = (roles: readonly Role[]) =>
  roles.includes("owner") || roles.includes("platform_admin");

function isOpened({ openings }: SchoolLists, { userId, roles, now }: Comer): boolean {
  return openings.some(
    (one) =>
      one.until > now && (one.userId === null ? roles.includes("owner") : one.userId === userId),
  );
}

/** Whether a list of blocks keeps an address out now. */
export function isBlocked(
  blocks: readonly Block[],
  { address, now }: Pick<Comer, "address" | "now">,
): boolean {
  return blocks.some(
    ({ range, until }) => (until === null || until > now) && isWithin(address, range),
  );
}

/** The roles that a list holds to other addresses than this one. */
export function shutRoles(
  ranges: readonly Ranged[],
  { roles, address }: Pick<Comer, "roles" | "address">,
): Role[] {
  return roles.filter((role) => {
    const own = ranges.filter((one) => one.roles.includes(role));
    return own.length > 0 && !own.some(({ range }) => isWithin(address, range));
  });
}

/** How many hours the lists are set aside when the glass is broken. */
export const OPEN_FOR = 1;

/** How many rows a list may have: it is read whole for every session that wakes. */
export const MOST = 200;

// A slip of a digit must not let half of the world in, or keep it out.
const widest = { 32: 8, 128: 24 } as const;
const widestBlock = { 32: 16, 128: 32 } as const;

/** Whether a range is wider than anybody can mean. */
export function isTooWide(range: string, what: "list" | "block"): boolean {
  const width = widthOf(range);
  return width !== undefined && width.prefix < (what === "list" ? widest : widestBlock)[width.bits];
}

const locked = (code: string, address: string | undefined): Reason => ({
  ...{ code, source: "addresses.own", help: `${code}_help` },
  ...{ params: { address: address ?? "–" } },
});

/** Nobody shuts herself out: a role that counts where she is must count there afterwards. */
export function whyLockedOut(
  before: readonly Ranged[],
  after: readonly Ranged[],
  comer: Pick<Comer, "roles" | "address">,
): Reason[] {
  const was = shutRoles(before, comer);
  const lost = shutRoles(after, comer).filter((role) => !was.includes(role));
  return lost.length > 0 ? [locked("addresses.own_outside", comer.address)] : [];
}

/** The same for a block: where the one who blocks sits herself stays open. */
export function whyNotBlock(range: string, address: string | undefined): Reason[] {
  return isWithin(address, range) ? [locked("addresses.own_blocked", address)] : [];
}
