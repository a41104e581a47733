import type { Bindings } from "#worker/lib/env.ts";
import { log } from "#worker/lib/log.ts";
import { forLog } from "#worker/lib/log_error.ts";
import { showOut } from "#worker/modules/calendar/mod.ts";

/** In which schools somebody has the calendar open, so that it can be closed. */
export function watching(state: DurableObjectState, env: Bindings) {
  const { sql } = state.storage;
  sql.exec("create table if not exists watching (school_id text primary key) without rowid");
  return {
    add: (schoolId: string) => {
      sql.exec("insert or ignore into watching values (?)", schoolId);
    },
    /** Closes all of them: who still may look connects again by herself. */
    close: () => {
      const left = "delete from watching returning school_id";
      for (const { school_id } of [...sql.exec<{ school_id: string }>(left)])
        state.waitUntil(
          // Out of reach it closes by itself within the hour that a connection is trusted.
          showOut(env, school_id, state.id.name ?? "").catch((error) =>
            log("error", "calendar.not_closed", { error: forLog(error) }),
          ),
        );
    },
  };
}
