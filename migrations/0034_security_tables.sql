CREATE TABLE `security_events` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`rule` text NOT NULL,
	`level` text NOT NULL,
	`user_id` text,
	`address` text,
	`first_at` text NOT NULL,
	`last_at` text NOT NULL,
	`hits` integer NOT NULL,
	`seen` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	CONSTRAINT "security_events_first_at" CHECK("security_events"."first_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "security_events"."first_at")),
	CONSTRAINT "security_events_last_at" CHECK("security_events"."last_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "security_events"."last_at")),
	CONSTRAINT "security_events_hits" CHECK("security_events"."hits" > 0),
	CONSTRAINT "security_events_version" CHECK("security_events"."version" > 0)
);
--> statement-breakpoint
CREATE INDEX `security_events_state` ON `security_events` (`school_id`,`state`,`id`);--> statement-breakpoint
CREATE INDEX `security_events_of` ON `security_events` (`school_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `security_events_old` ON `security_events` (`last_at`);--> statement-breakpoint
CREATE TABLE `security_rules` (
	`school_id` text PRIMARY KEY NOT NULL,
	`rules` text NOT NULL,
	`version` integer NOT NULL,
	CONSTRAINT "security_rules_version" CHECK("security_rules"."version" > 0)
);
