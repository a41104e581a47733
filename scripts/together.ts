import type { DatabaseSync } from "node:sqlite";

/** All of it or none of it, as a D1 batch; references are looked at when everything is there. */
export function together(file: DatabaseSync, work: () => void): void {
  file.exec("begin immediate; pragma defer_foreign_keys = on");
  try {
    work();
    file.exec("commit");
  } catch (error) {
    file.exec("rollback");
    throw error;
  }
}
