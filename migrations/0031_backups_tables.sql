CREATE TABLE `backup_parts` (
	`backup_id` text NOT NULL,
	`pass` integer NOT NULL,
	`no` integer NOT NULL,
	`object` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`stretches` text NOT NULL,
	PRIMARY KEY(`backup_id`, `pass`, `no`),
	FOREIGN KEY (`backup_id`) REFERENCES `backups`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `backup_proofs` (
	`id` text PRIMARY KEY NOT NULL,
	`backup_id` text NOT NULL,
	`at` text NOT NULL,
	`rows` integer NOT NULL,
	`seconds` integer NOT NULL,
	`equal` integer NOT NULL,
	`orphans` integer NOT NULL,
	CONSTRAINT "backup_proofs_at" CHECK("backup_proofs"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "backup_proofs"."at"))
);
--> statement-breakpoint
CREATE INDEX `backup_proofs_at` ON `backup_proofs` (`at`);--> statement-breakpoint
CREATE TABLE `backups` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`asked_by` text NOT NULL,
	`schema_name` text NOT NULL,
	`plan` text NOT NULL,
	`started_at` text NOT NULL,
	`progress_at` text NOT NULL,
	`ended_at` text,
	`pass` integer DEFAULT 1 NOT NULL,
	`table_at` integer DEFAULT 0 NOT NULL,
	`after` text,
	`next_part` integer DEFAULT 1 NOT NULL,
	`checked_parts` integer DEFAULT 0 NOT NULL,
	`rows` integer DEFAULT 0 NOT NULL,
	`bytes` integer DEFAULT 0 NOT NULL,
	`fence_from` integer DEFAULT 0 NOT NULL,
	`fence_to` integer DEFAULT 0 NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`running` integer DEFAULT 1,
	CONSTRAINT "backups_started_at" CHECK("backups"."started_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "backups"."started_at")),
	CONSTRAINT "backups_progress_at" CHECK("backups"."progress_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "backups"."progress_at")),
	CONSTRAINT "backups_ended_at" CHECK("backups"."ended_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "backups"."ended_at"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `backups_running` ON `backups` (`running`);