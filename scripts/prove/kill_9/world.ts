import type { World } from "./writers.ts";

/** Who writes, and about whom: people of the demo school. A session outlives the crash too. */
export async function worldOf(url: string, cookie: string): Promise<World> {
  const read = async (path: string) =>
    (await fetch(url + path, { headers: { cookie } })).json() as Promise<{
      items: { id: string }[];
    }>;
  const students = (await read("/api/v1/students?per=20")).items.map(({ id }) => id);
  const page = await (await fetch(`${url}/calendar?view=week`, { headers: { cookie } })).text();
  const instructorId = /\/calendar\?[^"]*instructor=([0-9a-f-]{36})/.exec(page)?.[1] ?? "";
  if (!instructorId || students.length === 0) throw new Error("The demo school is not there");
  return { url, cookie, students, instructorId };
}
