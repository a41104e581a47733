import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** What one deploy has done so far; who starts again goes on from here. */
export type Entry = {
  run: string;
  commit: string;
  began: string;
  /** The step it is at; a step that is not `done` is done again. */
  at?: string;
  done: { step: string; seconds: number; said: string[] }[];
  old?: string;
  next?: string;
  bookmark?: string;
  artifact?: string;
  sum?: string;
  /** Why everybody gets the old version again. */
  returning?: string;
  outcome?: "released" | "returned" | "stopped";
};

/** The journal of one target, in a file that is whole at every moment. */
export class Journal {
  readonly path: string;
  readonly entry: Entry;

  private constructor(path: string, entry: Entry) {
    this.path = path;
    this.entry = entry;
  }

  /** The deploy that was not finished, or a new one. */
  static open(path: string, fresh: () => Entry): Journal {
    const last = Journal.read(path);
    const journal = new Journal(path, last && !last.outcome ? last : fresh());
    journal.save();
    return journal;
  }

  static read(path: string): Entry | undefined {
    return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Entry) : undefined;
  }

  has(step: string): boolean {
    return this.entry.done.some((one) => one.step === step);
  }

  set(change: Partial<Entry>): void {
    Object.assign(this.entry, change);
    this.save();
  }

  save(): void {
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(`${this.path}.new`, `${JSON.stringify(this.entry, null, 2)}\n`);
    renameSync(`${this.path}.new`, this.path);
  }

  /** Keeps a finished one beside it, under its own name. */
  close(outcome: NonNullable<Entry["outcome"]>): void {
    this.set({ outcome });
    writeFileSync(
      this.path.replace(/last\.json$/, `${this.entry.run}.json`),
      readFileSync(this.path),
    );
  }
}
