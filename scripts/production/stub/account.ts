import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";

export type Database = { uuid: string; name: string; created_at: string; version: string };

/** One upload of a script: what wrangler said about it, and where its files lie. */
export type Version = {
  id: string;
  number: number;
  created_on: string;
  source: "upload" | "version_upload" | "secret";
  annotations: Record<string, string>;
  metadata: UploadMetadata;
  modules: readonly { name: string; type: string }[];
  secrets: Record<string, string>;
  /** How far the classes of the Durable Objects had come. */
  migrationTag: string;
  /** The version whose files these are, when only a secret is new. */
  filesOf?: string;
  /** Path to hash; nothing when it has no assets. */
  assets?: Record<string, string>;
};

/** What wrangler sends beside the modules, as far as the stub reads it. */
export type UploadMetadata = {
  main_module: string;
  compatibility_date?: string;
  compatibility_flags?: string[];
  bindings: Binding[];
  migrations?: { new_tag?: string; old_tag?: string; steps?: object[] };
  assets?: { jwt?: string; config?: Record<string, unknown> };
  annotations?: Record<string, string>;
};

export type Binding = { name: string; type: string; [more: string]: unknown };

export type Deployment = {
  id: string;
  created_on: string;
  annotations: Record<string, string>;
  versions: readonly { version_id: string; percentage: number }[];
};

export type Script = {
  name: string;
  /** Newest first, like the deployments. */
  versions: Version[];
  deployments: Deployment[];
  migrationTag: string;
  schedules: { cron: string }[];
};

export type QueueState = { queue_id: string; queue_name: string; consumers: object[] };

/** Everything an account knows but the data itself. */
export type Account = {
  databases: Database[];
  buckets: Bucket[];
  queues: QueueState[];
  scripts: Record<string, Script>;
  uploads: Record<string, Record<string, string>>;
};

/** Its locks are kept and shown; what they forbid is not refused here. */
export type Bucket = {
  name: string;
  jurisdiction: string;
  creation_date: string;
  locks?: unknown[];
};

const empty: Account = { databases: [], buckets: [], queues: [], scripts: {}, uploads: {} };

/** The account as a file: it outlives the stub, also one that was killed. */
export class AccountFile {
  readonly folder: string;
  readonly state: Account;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.state = existsSync(this.#path)
      ? JSON.parse(readFileSync(this.#path, "utf8"))
      : structuredClone(empty);
  }

  get #path(): string {
    return `${this.folder}/account.json`;
  }

  save(): void {
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.state, null, 1), { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
  }
}
