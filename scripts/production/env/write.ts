import { renameSync, writeFileSync } from "node:fs";

/** Writes a file so that it is there whole, or as it was. */
export function writeWhole(path: string, text: string, mode?: number): void {
  const beside = `${path}.${process.pid}.new`;
  writeFileSync(beside, text, mode === undefined ? {} : { mode });
  renameSync(beside, path);
}

/** The same, for the owner's eyes only. */
export const writePrivate = (path: string, text: string): void => writeWhole(path, text, 0o600);
