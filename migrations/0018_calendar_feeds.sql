CREATE TABLE `calendar_feeds` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`locale` text NOT NULL,
	`created_at` text NOT NULL,
	`revoked_at` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "calendar_feeds_created_at" CHECK("calendar_feeds"."created_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "calendar_feeds"."created_at")),
	CONSTRAINT "calendar_feeds_revoked_at" CHECK("calendar_feeds"."revoked_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "calendar_feeds"."revoked_at"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_token` ON `calendar_feeds` (`token_hash`);--> statement-breakpoint
CREATE INDEX `calendar_feeds_user` ON `calendar_feeds` (`school_id`,`user_id`) WHERE "calendar_feeds"."revoked_at" is null;