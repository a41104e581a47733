import type { Bindings } from "#worker/lib/env.ts";
import { channelOf } from "#worker/lib/live.ts";
import { log } from "#worker/lib/log.ts";
import { forLog } from "#worker/lib/log_error.ts";

/** What somebody listens to: the calendar of a school, or its monitor. So that it can be closed. */
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
          channelOf(env, school_id)
            .showOut(state.id.name ?? "")
            .catch((error) => log("error", "live.not_closed", { error: forLog(error) })),
        );
    },
  };
}
