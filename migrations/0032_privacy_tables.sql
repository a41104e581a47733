CREATE TABLE `erasures` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`student_id` text NOT NULL,
	`why` text NOT NULL,
	`requested_by` text NOT NULL,
	`requested_at` text NOT NULL,
	`due_at` text NOT NULL,
	`withdrawn_at` text,
	`done_at` text,
	`done_by` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "erasures_requested_at" CHECK("erasures"."requested_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "erasures"."requested_at")),
	CONSTRAINT "erasures_due_at" CHECK("erasures"."due_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "erasures"."due_at")),
	CONSTRAINT "erasures_withdrawn_at" CHECK("erasures"."withdrawn_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "erasures"."withdrawn_at")),
	CONSTRAINT "erasures_done_at" CHECK("erasures"."done_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "erasures"."done_at")),
	CONSTRAINT "erasures_version" CHECK("erasures"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `erasures_open` ON `erasures` (`school_id`,`student_id`) WHERE "erasures"."done_at" is null and "erasures"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX `erasures_due` ON `erasures` (`due_at`) WHERE "erasures"."done_at" is null and "erasures"."withdrawn_at" is null;--> statement-breakpoint
CREATE TABLE `tombstones` (
	`school_id` text NOT NULL,
	`kind` text NOT NULL,
	`id` text NOT NULL,
	`at` text NOT NULL,
	`kid` text NOT NULL,
	`mac` text NOT NULL,
	PRIMARY KEY(`school_id`, `kind`, `id`),
	CONSTRAINT "tombstones_at" CHECK("tombstones"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "tombstones"."at"))
);
--> statement-breakpoint
CREATE INDEX `mails_recipient` ON `mails` (`school_id`,`recipient`);