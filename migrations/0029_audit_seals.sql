CREATE TABLE `audit_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`started_at` text NOT NULL,
	`finished_at` text,
	`started_by` text NOT NULL,
	`from_seq` integer NOT NULL,
	`to_seq` integer NOT NULL,
	`next_n` integer NOT NULL,
	`next_seq` integer NOT NULL,
	`prev` text NOT NULL,
	`findings` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "audit_checks_started_at" CHECK("audit_checks"."started_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "audit_checks"."started_at")),
	CONSTRAINT "audit_checks_finished_at" CHECK("audit_checks"."finished_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "audit_checks"."finished_at")),
	CONSTRAINT "audit_checks_version" CHECK("audit_checks"."version" > 0)
);
--> statement-breakpoint
CREATE INDEX `audit_checks_newest` ON `audit_checks` (`started_at`);--> statement-breakpoint
CREATE TABLE `seals` (
	`n` integer PRIMARY KEY NOT NULL,
	`from_seq` integer NOT NULL,
	`to_seq` integer NOT NULL,
	`root` text NOT NULL,
	`prev` text NOT NULL,
	`hash` text NOT NULL,
	`at` text NOT NULL,
	`kid` text NOT NULL,
	CONSTRAINT "seals_at" CHECK("seals"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "seals"."at")),
	CONSTRAINT "seals_order" CHECK("seals"."to_seq" >= "seals"."from_seq")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_id` ON `audit` (`id`);