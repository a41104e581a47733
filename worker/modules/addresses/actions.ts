import { uuidv7 } from "uuidv7";
import { diffOf } from "#worker/lib/audit.ts";
import { HOUR, shift } from "#worker/lib/clock.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { fieldProblem, refuseFor } from "#worker/lib/problem.ts";
import { asRange } from "#worker/lib/ranges.ts";
import { refreshSessions } from "#worker/modules/schools/mod.ts";
import { forgetBlocks } from "./door.ts";
import type { NewRange } from "./input.ts";
import {
  blocksAreFull,
  deleteBlock,
  deleteOver,
  deleteRange,
  getBlock,
  getRange,
  insertBlock,
  insertRange,
  rangesOf,
} from "./queries.ts";
import { isTooWide, MOST, whyLockedOut, whyNotBlock } from "./rules.ts";

const listed = {
  "address_ranges.school_id, address_ranges.range": ["range", "addresses.listed_already"],
} as const;
const blocked = {
  "address_blocks.school_id, address_blocks.range": ["address", "addresses.blocked_already"],
} as const;

function rangeOf(typed: string, what: "list" | "block"): string {
  const range = asRange(typed);
  const field = what === "list" ? "range" : "address";
  if (!range) throw fieldProblem(field, "addresses.not_a_range");
  if (isTooWide(range, what)) throw fieldProblem(field, "addresses.too_wide");
  return range;
}

/** Holds roles to a range, or lets them in from one more. `from` is where the editor sits. */
export async function allowRange(
  ctx: Ctx,
  from: string | undefined,
  { id = uuidv7(), ...input }: NewRange & { id?: string | undefined },
): Promise<void> {
  const range = rangeOf(input.range, "list");
  const platform = ctx.actor.schoolId === PLATFORM;
  if (input.roles.some((role) => (role === "platform_admin") !== platform))
    throw fieldProblem("roles", "not_a_choice");
  const before = await rangesOf(ctx);
  if (before.length >= MOST) throw fieldProblem("range", "addresses.full");
  const row = { id, range, roles: input.roles, note: input.note };
  refuseFor(whyLockedOut(before, [...before, row], { roles: ctx.actor.roles, address: from }));
  await commit(ctx, {
    ...{ action: "addresses.allowed", entity: "address_range", entityId: id, once: true },
    diff: diffOf({}, { range, roles: input.roles, note: input.note }),
    write: [insertRange(ctx, { ...row, addedBy: ctx.actor.id, addedAt: ctx.now })],
    unique: listed,
  });
  await refreshSessions(ctx);
}

/** Takes a range off the list; the last one of a role sets the role free. */
export async function disallowRange(ctx: Ctx, from: string | undefined, id: string): Promise<void> {
  const { row, rows } = await getRange(ctx, id);
  const after = rows.filter((one) => one.id !== id);
  refuseFor(whyLockedOut(rows, after, { roles: ctx.actor.roles, address: from }));
  await commit(ctx, {
    ...{ action: "addresses.disallowed", entity: "address_range", entityId: id },
    diff: { range: [row.range, null], roles: [row.roles, null] },
    write: [deleteRange(ctx, id), mustChange(ctx)],
  });
  await refreshSessions(ctx);
}

export type Blocking = {
  /** One, or a range such as 192.0.2.0/24. */
  address: string;
  reason: string;
  /** How long it holds; 0 is until somebody lifts it. */
  hours: number;
  /** Made with the form, so that a double click blocks once. */
  id?: string | undefined;
};

/**
 * Keeps an address out: of the actor's school, or of everything when she stands on the platform.
 * `from` is where she sits herself, which stays open. Living sessions of staff end up outside at
 * their next request, those of students within five minutes, strangers within half a minute.
 */
export async function blockAddress(
  ctx: Ctx,
  from: string | undefined,
  { id = uuidv7(), address, reason, hours }: Blocking,
): Promise<void> {
  const range = rangeOf(address, "block");
  refuseFor(whyNotBlock(range, from));
  if (await blocksAreFull(ctx)) throw fieldProblem("address", "addresses.full");
  const until = hours === 0 ? null : shift(ctx.now, hours * HOUR);
  await commit(ctx, {
    ...{ action: "addresses.blocked", entity: "address_block", entityId: id, once: true, reason },
    diff: diffOf({}, { range, until }),
    write: [
      deleteOver(ctx),
      insertBlock(ctx, {
        ...{ id, range, reason, until },
        ...{ blockedBy: ctx.actor.id, blockedAt: ctx.now },
      }),
    ],
    unique: blocked,
  });
  await takeEffect(ctx);
}

/** Lets an address in again before its time. */
export async function unblockAddress(ctx: Ctx, id: string): Promise<void> {
  const row = await getBlock(ctx, id);
  await commit(ctx, {
    ...{ action: "addresses.unblocked", entity: "address_block", entityId: id },
    diff: { range: [row.range, null], until: [row.until, null] },
    write: [deleteBlock(ctx, id), mustChange(ctx)],
  });
  await takeEffect(ctx);
}

async function takeEffect(ctx: Ctx): Promise<void> {
  forgetBlocks();
  await refreshSessions(ctx);
}
