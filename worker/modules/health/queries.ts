import journal from "../../../migrations/meta/_journal.json" with { type: "json" };

const head = `${journal.entries.at(-1)?.tag}.sql`;

/** Whether the newest migration that this release knows has been applied. */
export async function schemaIsAtHead(db: D1Database): Promise<boolean> {
  try {
    const row = await db.prepare("select 1 from d1_migrations where name = ?").bind(head).first();
    return row !== null;
  } catch (error) {
    // An empty database has no such table. Any other failure is not an answer.
    if (String(error).includes("no such table")) return false;
    throw error;
  }
}
