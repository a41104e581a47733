import type { Bindings } from "#worker/lib/env.ts";
import { channelOf } from "#worker/lib/live.ts";

/** What the open monitors of a school listen to. */
export const monitorChannel = (schoolId: string) => `security:${schoolId}`;

/** Tells open monitors that these events are new or have grown. A lost word only delays them. */
export async function tellMonitors(
  env: Bindings,
  schoolId: string,
  ids: readonly string[],
): Promise<void> {
  const changes = ids.map((id) => ({ id, days: [] }));
  await channelOf(env, monitorChannel(schoolId)).tell(changes, Date.now());
}
