import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { DAY, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { insertErasure } from "./queries.ts";

const A_NIGHT = 100;
/** Waits for somebody to press the button. */
const NEVER = "9999-12-31T23:59:59.999Z";
const MONTH = 30 * DAY;

/**
 * Every night: whoever has left and had her last lesson before the school's time is listed for
 * erasure; where the school wants it so, she is erased a month later.
 */
export async function listOver(ctx: Ctx): Promise<void> {
  for (const { schoolId, studentId, how } of await over(ctx)) {
    const there = { ...ctx, actor: { ...ctx.actor, schoolId } };
    const dueAt = how === "erase" ? shift(ctx.now, MONTH) : NEVER;
    await commit(there, {
      ...{ action: "privacy.erasure_listed", entity: "student", entityId: studentId },
      write: [insertErasure(there, { id: uuidv7(), studentId, why: "retention", dueAt })],
    });
  }
}

const set = (key: string, fallback: string) =>
  sql.raw(`coalesce((select json_extract(v.value, '$') from settings v where v.school_id = s.school_id
    and v.key = '${key}' order by v.since desc, v.id desc limit 1), ${fallback})`);

type Over = { schoolId: string; studentId: string; how: string };

/** Of all schools, some a night. Whose erasure was withdrawn is not listed again for a year. */
function over(ctx: Ctx): Promise<Over[]> {
  const before = sql`strftime('%Y-%m-%dT%H:%M:%fZ', ${ctx.now}, '-' || ${set("keep_years", "3")} || ' years')`;
  return ctx.db.all<Over>(sql`
    select s.school_id as schoolId, s.id as studentId, ${set("when_over", "'list'")} as how
    from students s
    where s.status in ('finished', 'quit') and s.created_at < ${before}
      and not exists (select 1 from bookings b where b.school_id = s.school_id
        and b.student_id = s.id and b.starts_at >= ${before})
      and not exists (select 1 from tombstones t where t.school_id = s.school_id
        and t.kind = 'student' and t.id = s.id)
      and not exists (select 1 from erasures e where e.school_id = s.school_id
        and e.student_id = s.id
        and (e.withdrawn_at is null or e.withdrawn_at > ${shift(ctx.now, -365 * DAY)}))
    limit ${A_NIGHT}`);
}
