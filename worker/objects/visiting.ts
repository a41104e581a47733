import { PLATFORM } from "#worker/lib/ctx.ts";
import { open } from "#worker/lib/databases.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { sessionsOf } from "#worker/lib/session.ts";
import { lentRoles } from "#worker/modules/visits/mod.ts";
import { type CheckedSession, type Face, lentFace, type Visit } from "./session_rules.ts";

/** The visits that one person's sessions are on: whom each of them sees as, and until when. */
export function visiting(state: DurableObjectState, env: Bindings) {
  const { sql } = state.storage;
  sql.exec(
    "create table if not exists visiting (session_id text primary key, visit text not null) without rowid",
  );
  const end = (sessionId: string) =>
    sql.exec("delete from visiting where session_id = ?", sessionId).rowsWritten > 0;

  /** As whom she sees now. Both the school's yes and the rights she borrows are asked for each time. */
  async function faceFor(visit: Visit, own: CheckedSession, now: string) {
    const may = own.schoolId === PLATFORM && own.roles.includes("platform_admin");
    if (!may || own.mustProve || own.mustEnrol || visit.until <= now) return null;
    const [lent, face] = await Promise.all([
      lentRoles(open(env.DB), visit, "running", now),
      sessionsOf(env, visit.personId).faceIn(visit.schoolId, now),
    ]);
    return lentFace(face, lent);
  }

  return {
    /** Begins a visit, or ends the one there is. Nothing is left of sessions that are gone. */
    set: (sessionId: string, visit: Visit | null) => {
      sql.exec("delete from visiting where session_id not in (select id from session)");
      end(sessionId);
      if (visit) sql.exec("insert into visiting values (?, ?)", sessionId, JSON.stringify(visit));
    },
    /** The session as it is on its visit; herself, and told so once, when the visit is over. */
    shown: async (sessionId: string, own: CheckedSession, now: string): Promise<CheckedSession> => {
      const find = "select visit from visiting where session_id = ?";
      const [row] = [...sql.exec<{ visit: string }>(find, sessionId)];
      if (!row || own.stage !== "full") return own;
      const visit = JSON.parse(row.visit) as Visit;
      const face = await faceFor(visit, own, now);
      if (face) return visitor(own, visit, face);
      return { ...own, visitOver: end(sessionId) };
    },
  };
}

/** Her own session, with the school, the roles and the name of whom she visits. */
function visitor(own: CheckedSession, visit: Visit, { name, school, roles }: Face): CheckedSession {
  return {
    ...own,
    ...{ schoolId: school.id, roles, shut: [], schools: [school], shutLeader: false },
    visit: { ...visit, name },
  };
}
