CREATE TABLE `security_alerts` (
	`school_id` text PRIMARY KEY NOT NULL,
	`least` text NOT NULL,
	`mails` text NOT NULL,
	`locale` text NOT NULL,
	`hook_url` text,
	`hook_secret_enc` text,
	`version` integer NOT NULL,
	CONSTRAINT "security_alerts_version" CHECK("security_alerts"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE `security_deliveries` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`test` integer NOT NULL,
	`mails` integer NOT NULL,
	`hook` text NOT NULL,
	`status` integer,
	`why` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`created_at` text NOT NULL,
	`done_at` text,
	PRIMARY KEY(`school_id`, `id`),
	CONSTRAINT "security_deliveries_created_at" CHECK("security_deliveries"."created_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "security_deliveries"."created_at")),
	CONSTRAINT "security_deliveries_done_at" CHECK("security_deliveries"."done_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "security_deliveries"."done_at"))
);
--> statement-breakpoint
CREATE INDEX `security_deliveries_old` ON `security_deliveries` (`created_at`);